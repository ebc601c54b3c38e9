using Shortloop.Core.Administration;
using Shortloop.Core.Billing;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.People;

/// <summary>What is known of a person at their first sign-in.</summary>
public sealed record NewPerson(string? Email, string Name, string Language, string TimeZone, Uri? Avatar = null);

/// <summary>
/// Makes a user with a personal organisation. The login is claimed first: it decides who the account belongs to. All that follows has ids
/// derived from the user's, so that what a crash left out is made at the next sign-in.
/// </summary>
public sealed class OpenAccount(IDocumentStore store, SignUpBonus bonus, Flags flags, TimeProvider clock)
{
    /// <summary>Whether people who have no account yet may open one now; those who have begun finish.</summary>
    public Task<bool> IsOpenAsync(CancellationToken cancellation) => flags.IsOnAsync(Flag.Registration, null, cancellation);

    /// <returns>The login as it is in the store: this one, or that of whoever was faster.</returns>
    public async Task<Login> ClaimAsync(string loginId, string kind, string? passwordHash, CancellationToken cancellation)
    {
        string userId = Ids.New("usr", clock);
        WriteResult<Login> written = await store.CreateAsync(Containers.Logins, Of(loginId, kind, userId, passwordHash), cancellation);
        return written.Document ?? (await store.ReadAsync<Login>(Containers.Logins, loginId, loginId, cancellation))!;
    }

    /// <summary>Makes a verified address a user's own, without a password. One who has it already keeps it.</summary>
    /// <returns>Whether it is this user's now.</returns>
    public async Task<bool> ClaimEmailAsync(string email, string userId, CancellationToken cancellation)
    {
        string id = Login.IdOfEmail(email);
        WriteResult<Login> written = await store.CreateAsync(Containers.Logins, Of(id, Login.Password, userId, null), cancellation);
        return written.Status == WriteStatus.Written
            || (await store.ReadAsync<Login>(Containers.Logins, id, id, cancellation))?.UserId == userId;
    }

    /// <summary>Adds a provider's login to a user's own.</summary>
    /// <returns>The login as it is in the store; it may be another user's.</returns>
    public async Task<Login> AddAsync(string loginId, string kind, string userId, CancellationToken cancellation)
    {
        WriteResult<Login> written = await store.CreateAsync(Containers.Logins, Of(loginId, kind, userId, null), cancellation);
        Login login = written.Document ?? (await store.ReadAsync<Login>(Containers.Logins, loginId, loginId, cancellation))!;
        if (login.UserId == userId)
            await PointAsync(login, cancellation);
        return login;
    }

    /// <summary>The user of a login with all that belongs to one; whatever is missing is made.</summary>
    public async Task<User> EnsureAsync(Login login, NewPerson person, CancellationToken cancellation)
    {
        // Before the user: a login of a user without it counts as removed.
        if (login.Kind != Login.Password)
            await PointAsync(login, cancellation);
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

    private Login Of(string id, string kind, string userId, string? passwordHash) => new()
    {
        Id = id,
        Partition = id,
        OrgId = Organisation.PersonalIdOf(userId),
        CreatedBy = userId,
        CreatedAt = clock.GetUtcNow(),
        Kind = kind,
        UserId = userId,
        PasswordHash = passwordHash,
    };

    private Task<WriteResult<LoginOf>> PointAsync(Login login, CancellationToken cancellation) => store.CreateAsync(Containers.Users, new LoginOf
    {
        Id = LoginOf.IdOf(login.Id),
        Partition = login.UserId,
        OrgId = login.OrgId,
        CreatedBy = login.UserId,
        CreatedAt = clock.GetUtcNow(),
        LoginId = login.Id,
        Kind = login.Kind,
    }, cancellation);

    private T Stamp<T>(T document)
        where T : Document => document with { CreatedAt = clock.GetUtcNow() };
}
