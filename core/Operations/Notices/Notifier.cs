using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Operations.Notices;

/// <summary>
/// Tells people what happened, by the ways they have chosen. The same thing is told to the same person once, however often a step is repeated.
/// A mail is entered into the due index before the notice is written, and looked up there: cut off in between, a repeated call does both, and
/// whatever was written goes out without anybody waiting for a mail server.
/// </summary>
public sealed class Notifier(IDocumentStore store, EventLog events, DueIndex due, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <param name="orgId">Where it happened.</param>
    /// <param name="userId">Whom to tell.</param>
    /// <param name="occasion">Tells one happening to the same thing from another, such as a number of a try; empty where it can happen once only.</param>
    public async Task TellAsync(
        string orgId, string userId, NoticeKind kind, string entityId, string occasion, IReadOnlyDictionary<string, string> facts,
        CancellationToken cancellation)
    {
        string id = Ids.Derived("ntc", kind.ToString(), orgId, entityId, occasion);
        if (await store.ReadAsync<Notice>(Containers.Notices, userId, id, cancellation) is not null)
            return;
        NoticeChoice choice = NoticePreferences.Choose(await NoticePreferences.ReadAsync(store, userId, cancellation), kind);
        bool mail = choice.Email && await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is { Active: true, Email: not null };
        if (!choice.InApp && !mail)
            return;

        DueEntry? entry = mail
            ? await due.EnterAsync(new Principal(userId, orgId, Role.Viewer), DueKind.Mail, id, userId, clock.GetUtcNow(), cancellation)
            : null;
        var notice = new Notice(kind, entityId, facts)
        {
            Id = id,
            Partition = userId,
            OrgId = orgId,
            CreatedBy = "shortloop",
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Kept.TotalSeconds,
            InApp = choice.InApp,
        };
        if ((await store.CreateAsync(Containers.Notices, notice, cancellation)).Status == WriteStatus.Written && choice.InApp)
            await events.AppendAsync(orgId, userId, "notice", notice.Id, null, cancellation);
        if (entry is not null)
            await due.WakeAsync(entry, cancellation);
    }
}
