using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations.Notices;

/// <summary>What a person has been told, in whichever of their organisations it happened.</summary>
public sealed class MyNotices(IDocumentStore store, EventLog events, TimeProvider clock)
{
    private static readonly Condition Shown = new("inApp", Comparison.NotEqual, false);
    private static readonly Condition Unread = new("readAt", Comparison.Equal, null);

    /// <summary>Newest first.</summary>
    public Task<Page<Notice>> ListAsync(string userId, bool unreadOnly, string? after, int limit, CancellationToken cancellation) =>
        store.QueryAsync<Notice>(
            Containers.Notices,
            new DocumentQuery(userId, unreadOnly ? [Shown, Unread] : [Shown], OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after),
            cancellation);

    public Task<long> CountUnreadAsync(string userId, CancellationToken cancellation) =>
        store.CountAsync(Containers.Notices, userId, [Shown, Unread], cancellation);

    /// <returns>False: there is no such notice.</returns>
    public async Task<bool> MarkReadAsync(Principal caller, string noticeId, CancellationToken cancellation)
    {
        WriteResult<Notice> result = await store.PatchAsync<Notice>(
            Containers.Notices, caller.UserId, noticeId, [new(PatchKind.Set, "readAt", clock.GetUtcNow())], [Unread], cancellation);
        if (result.Status == WriteStatus.Written)
            await events.AppendAsync(caller.OrgId, caller.UserId, "notice", noticeId, null, cancellation);
        return result.Status != WriteStatus.Absent;
    }

    /// <summary>Those that were there when the person said so; what comes meanwhile stays unread.</summary>
    public async Task MarkAllReadAsync(Principal caller, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        var query = new DocumentQuery(caller.UserId, [Unread, new Condition("createdAt", Comparison.LessOrEqual, now)], Limit: 1000);
        string? last = null;
        for (var page = await QueryAsync(query, cancellation); page.Count > 0; page = await QueryAsync(query, cancellation))
        {
            foreach (Notice notice in page)
                await store.PatchAsync<Notice>(
                    Containers.Notices, caller.UserId, notice.Id, [new(PatchKind.Set, "readAt", now)], [Unread], cancellation);
            last = page[0].Id;
        }

        if (last is not null)
            await events.AppendAsync(caller.OrgId, caller.UserId, "notice", last, null, cancellation);
    }

    private async Task<IReadOnlyList<Notice>> QueryAsync(DocumentQuery query, CancellationToken cancellation) =>
        (await store.QueryAsync<Notice>(Containers.Notices, query, cancellation)).Items;
}
