using Shortloop.Core.Billing;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.People;

/// <summary>What is known of a person at their first sign-in.</summary>
public sealed record NewPerson(string Email, string Name, string Language, string TimeZone, Uri? Avatar = null);

/// <summary>
/// Makes a user with a personal organisation. The login is claimed first: it decides who the account belongs to. All that follows has ids
/// derived from the user's, so that what a crash left out is made at the next sign-in.
/// </summary>
public sealed class OpenAccount(IDocumentStore store, SignUpBonus bonus, TimeProvider clock)
{
    /// <returns>The login as it is in the store: this one, or that of whoever was faster.</returns>
    public async Task<Login> ClaimAsync(string loginId, string kind, string? passwordHash, CancellationToken cancellation)
    {
        string userId = Ids.New("usr", clock);
        var login = new Login
        {
            Id = loginId,
            Partition = loginId,
            OrgId = Organisation.PersonalIdOf(userId),
            CreatedBy = userId,
            CreatedAt = clock.GetUtcNow(),
            Kind = kind,
            UserId = userId,
            PasswordHash = passwordHash,
        };
        WriteResult<Login> written = await store.CreateAsync(Containers.Logins, login, cancellation);
        return written.Document ?? (await store.ReadAsync<Login>(Containers.Logins, loginId, loginId, cancellation))!;
    }

    /// <summary>The user of a login with all that belongs to one; whatever is missing is made.</summary>
    public async Task<User> EnsureAsync(Login login, NewPerson person, CancellationToken cancellation)
    {
        string orgId = Organisation.PersonalIdOf(login.UserId);
        await store.CreateAsync(Containers.Organisations, Stamp(new Organisation
        {
            Id = orgId,
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = login.UserId,
            CreatedAt = default,
            Name = person.Name,
            Personal = true,
        }), cancellation);
        await store.CreateAsync(Containers.Organisations, Stamp(new Membership
        {
            Id = Membership.IdOf(login.UserId),
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = login.UserId,
            CreatedAt = default,
            UserId = login.UserId,
            Role = Role.Owner,
        }), cancellation);
        // Before the user, who is what a later sign-in looks for: a cut in between is made good then.
        await bonus.GrantAsync(login, person.Email, orgId, cancellation);
        WriteResult<User> user = await store.CreateAsync(Containers.Users, Stamp(new User
        {
            Id = login.UserId,
            Partition = login.UserId,
            OrgId = orgId,
            CreatedBy = login.UserId,
            CreatedAt = default,
            Email = person.Email,
            Name = person.Name,
            Avatar = person.Avatar,
            Language = person.Language,
            TimeZone = person.TimeZone,
        }), cancellation);
        return user.Document ?? (await store.ReadAsync<User>(Containers.Users, login.UserId, login.UserId, cancellation))!;
    }

    private T Stamp<T>(T document)
        where T : Document => document with { CreatedAt = clock.GetUtcNow() };
}
