using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>That somebody was there again 7 days after they came; <see cref="Document.CreatedAt"/> is when they came. Partition: the user.</summary>
public sealed record Returned : Document
{
    public const string TheId = "returned";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>For whenever somebody is there; made once, and safe to repeat.</summary>
    public static async Task RememberAsync(IDocumentStore store, string userId, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is not { } user || now - user.CreatedAt < Week
            || await store.ReadAsync<Returned>(Containers.Users, userId, TheId, cancellation) is not null)
            return;
        await store.CreateAsync(Containers.Users, new Returned
        {
            Id = TheId,
            Partition = userId,
            OrgId = user.OrgId,
            CreatedBy = userId,
            CreatedAt = user.CreatedAt,
        }, cancellation);
    }
}
