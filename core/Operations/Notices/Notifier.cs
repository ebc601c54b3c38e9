using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations.Notices;

/// <summary>Something a person should know. Partition: the user. Holds ids and our own words only; texts are made when it is shown or mailed.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="EntityId">What it happened to: a job, a post, an account, a session.</param>
/// <param name="Facts">Short values that the text is filled with, such as a platform's name.</param>
public sealed record Notice(NoticeKind Kind, string EntityId, IReadOnlyDictionary<string, string> Facts) : Document
{
    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>Tells people what happened. The same thing is told to the same person once, however often a step is repeated.</summary>
public sealed class Notifier(IDocumentStore store, EventLog events, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <param name="orgId">Where it happened.</param>
    /// <param name="userId">Whom to tell.</param>
    /// <param name="occasion">Tells one happening to the same thing from another, such as a number of a try; empty where it can happen once only.</param>
    public async Task TellAsync(
        string orgId, string userId, NoticeKind kind, string entityId, string occasion, IReadOnlyDictionary<string, string> facts,
        CancellationToken cancellation)
    {
        var notice = new Notice(kind, entityId, facts)
        {
            Id = Ids.Derived("ntc", kind.ToString(), orgId, entityId, occasion),
            Partition = userId,
            OrgId = orgId,
            CreatedBy = "shortloop",
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Kept.TotalSeconds,
        };
        if ((await store.CreateAsync(Containers.Notices, notice, cancellation)).Status == WriteStatus.Written)
            await events.AppendAsync(orgId, userId, "notice", notice.Id, null, cancellation);
    }
}
