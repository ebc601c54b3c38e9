using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>People of the whole installation, for who operates it. Each of these asks every partition.</summary>
public sealed class FindUsers(IDocumentStore store)
{
    // What else lies in a user's partition has other ids.
    internal static readonly IReadOnlyList<Condition> AreUsers = [new("id", Comparison.Greater, "usr_"), new("id", Comparison.Less, "usr`")];

    /// <param name="email">As <see cref="EmailAddress.Normalise"/> makes it.</param>
    public async Task<User?> ByEmailAsync(string email, CancellationToken cancellation) =>
        (await store.QueryAsync<User>(Containers.Users, new DocumentQuery(null, [new("email", Comparison.Equal, email)], Limit: 1), cancellation)).Items
            is [var user] ? user : null;

    /// <summary>Newest first: ids sort by time.</summary>
    /// <param name="search">A whole e-mail address, or the beginning of an id; null or empty: everybody.</param>
    public Task<Page<User>> ListAsync(string? search, string? after, int limit, CancellationToken cancellation)
    {
        IReadOnlyList<Condition> where = search switch
        {
            null or "" => AreUsers,
            _ when search.Contains('@', StringComparison.Ordinal) => [new("email", Comparison.Equal, EmailAddress.Normalise(search) ?? search)],
            _ => [.. AreUsers, new("id", Comparison.GreaterOrEqual, search), new("id", Comparison.Less, search + '\uffff')],
        };
        return store.QueryAsync<User>(
            Containers.Users, new DocumentQuery(null, where, Descending: true, Limit: limit, Continuation: after), cancellation);
    }
}
