using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.People;

/// <summary>What a person changes of what is said of them; null leaves a field as it is.</summary>
public sealed record ProfileEdit(string? Name, string? Language, string? TimeZone);

/// <summary>A person's own name, language and time zone.</summary>
public sealed class EditProfile(IDocumentStore store)
{
    /// <param name="etag">The version that is to be edited; null: whichever is there.</param>
    public async Task<Outcome<User>> ExecuteAsync(Principal caller, ProfileEdit edit, string? etag, CancellationToken cancellation)
    {
        if (edit.Name is not null && edit.Name.Trim().Length == 0)
            return Problem.InvalidField("name", "A name can't be empty.");
        if (PersonRules.Check(edit.Name, edit.Language, edit.TimeZone) is { } problem)
            return problem;
        if (await store.ReadAsync<User>(Containers.Users, caller.UserId, caller.UserId, cancellation) is not { } user)
            return SignInProblems.NoAccount;
        WriteResult<User> written = await store.ReplaceAsync(Containers.Users, user with
        {
            ETag = etag ?? user.ETag,
            Name = edit.Name?.Trim() ?? user.Name,
            Language = edit.Language ?? user.Language,
            TimeZone = edit.TimeZone ?? user.TimeZone,
        }, cancellation);
        return written.Status == WriteStatus.Written ? written.Document! : Problem.ChangedMeanwhile;
    }
}
