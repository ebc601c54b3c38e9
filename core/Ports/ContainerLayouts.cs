namespace Shortloop.Core.Ports;

/// <summary>
/// The layout of every container. All are partitioned by <c>/partition</c> alone: batches go over an organisation, and no organisation comes near
/// the 20 GB that a partition may hold (docs/cosmos.md counts), so no key has more than one level.
/// </summary>
public static class ContainerLayouts
{
    private const string Newest = "createdAt";

    public static readonly IReadOnlyList<ContainerLayout> All =
    [
        new(Containers.Videos, 4,
            [
                new("the newest", 50, Newest), new("uploads that were never finished: status, createdAt", 10, Everywhere: true),
            ])
        { Unindexed = ["probe", "pictures", "format", "failure"] },
        new(Containers.Patterns, 2, [new("the best or weakest, of a video or of all: videoId", 50, "content.score"), new("of a video: videoId", 15)]),
        new(Containers.Strategies, 8, [new("the newest, of a video or of all: videoId", 50, Newest)]) { Unindexed = ["content", "brief"] },
        new(Containers.Scripts, 6, [new("the newest, of a video or of all: videoId", 50, Newest)]) { Unindexed = ["content", "brief"] },
        new(Containers.Edits, 10, [new("of a video: videoId", 3)]) { Unindexed = ["edl", "variants"] },
        new(Containers.Renders, 3,
            [
                new("the newest, of a video or of all: videoId", 50, Newest), new("of a job: jobId", 3),
            ])
        { Unindexed = ["files", "failure"] },
        new(Containers.Accounts, 3, [new("an organisation's, of a platform or all: platform", 10)]) { Unindexed = ["sealedAccessToken", "sealedRefreshToken"] },
        new(Containers.Posts, 3,
            [
                new("the newest, narrowed: videoId, status, platform, accountId", 50, Newest), new("the schedule: status, dueAt", 50, "dueAt"),
                new("of a job: jobId", 4), new("how many went out: publishedAt", 0, Everywhere: true),
            ])
        { Unindexed = ["caption", "policy", "attempts", "sealedUploadUrl", "failure"] },
        new(Containers.Metrics, 0.5,
            [
                new("a post's, or the newest of all: postId", 200, "at"), new("those past their time: at", 200, Everywhere: true),
            ]),
        new(Containers.Coach, 10,
            [
                new("plans or actions: kind", 50, Newest), new("all of a person", 100),
            ])
        {
            Expires = true,
            Unindexed = ["steps", "tastes", "distastes", "pending", "seen", "shown", "blockedCreators", "followedCreators", "likedCreators", "searched"],
        },
        new(Containers.CoachTrends, 60, []) { Expires = true, Unindexed = ["videos"] },
        new(Containers.Jobs, 3,
            [
                new("the newest, narrowed: kind, status, videoId", 50, Newest), new("an operator's list: status", 50, Newest, Everywhere: true),
                new("by its id alone: id", 1, Everywhere: true), new("those past their time: createdAt", 200, Everywhere: true),
            ])
        { Expires = true, Unindexed = ["stations", "options", "planned", "failure"] },
        new(Containers.Users, 1,
            [
                new("a person's memberships, logins, places: id", 20), new("an operator's list: id", 50, Everywhere: true),
                new("by address: email", 1, Everywhere: true),
            ])
        { Expires = true },
        new(Containers.Logins, 0.5, [new("a person's, when deleted: userId", 3, Everywhere: true)]),
        new(Containers.Sessions, 1, [new("those that live: endedBy", 10, "rotatedAt")]) { Expires = true },
        new(Containers.Organisations, 1,
            [
                new("members or invitations: id", 20), new("an invitation: secretHash", 1), new("a person's, when deleted: userId or email", 3, Everywhere: true),
                new("how many pay: tier", 0, Everywhere: true),
            ])
        { Expires = true },
        new(Containers.Ledger, 0.5,
            [
                new("entries: sequence, cause", 50, "sequence"), new("by what was paid for: target", 1), new("what is still reserved: status, createdAt", 50, Everywhere: true),
            ]),
        new(Containers.Audit, 0.5,
            [
                new("entries, of an action or all: action", 50, "sequence"), new("the heads of all chains: last", 1000, Everywhere: true),
            ]),
        new(Containers.Due, 0.5, [new("what is due in a shard: dueAt", 200, "dueAt")]),
        new(Containers.Events, 0.5, [new("missed ones: id", 50)]) { Expires = true },
        new(Containers.Transient, 0.5, [new("a person's, when deleted: createdBy or facts.email", 3, Everywhere: true)]) { Expires = true },
        new(Containers.Notices, 0.5, [new("the newest: shown, readAt", 50, Newest)]) { Expires = true },
        new(Containers.Projects, 2, [new("the oldest: archived", 50, Newest)]),
        new(Containers.Brand, 1, [new("the newest of a type or of all: type", 50, Newest)]),
        new(Containers.Bloggers, 12, [new("the newest", 50, Newest)]) { Unindexed = ["counts", "uploads", "baseline", "note"] },
        new(Containers.Watches, 1, [new("those to look after: active", 100, Everywhere: true)]),
        new(Containers.TrendVideos, 8,
            [
                new("the newest: status, platform, bloggerId", 50, Newest), new("the last published", 50, "publishedAt"), new("the fastest", 50, "velocity"),
                new("the most viral", 50, "viral.score"), new("those to be measured: nextAt", 500),
            ])
        { Expires = true, Unindexed = ["observations", "baseline", "title", "hashtags"] },
        new(Containers.Trends, 3, [new("the strongest: status, type", 50, "score")]) { Expires = true, Unindexed = ["series", "topVideos", "parts"] },
        new(Containers.Creators, 0.5, []) { Expires = true },
        new(Containers.Keys, 0.5, [new("an organisation's", 10, Newest), new("a person's, when deleted: createdBy", 3, Everywhere: true)]),
        new(Containers.Settings, 4, [new("versions of the policy: id", 50)]) { Unindexed = ["rules", "cases"] },
        new(Containers.Conversations, 6,
            [
                new("the ones spoken in last: orgId, conversationId", 50, "updatedAt"), new("the newest turns: conversationId", 50, "number"),
            ])
        { Expires = true, Unindexed = ["message", "rounds", "cards", "confirmations"] },
        new(Containers.Notes, 20,
            [
                new("the ones changed last: sourceId", 50, "updatedAt"), new("all, to be packed: sourceId", 50, Newest),
                new("with words, or links to a note: language, words, links, openLinks", 20),
            ])
        { Unindexed = ["body", "sections", "summary"] },
        new(Containers.Sources, 1, [new("the newest", 50, Newest)]),
        new(Containers.Months, 4, [new("the newest, of a project or of all: projectId", 12, "month")]) { Unindexed = ["topics", "formats", "avoid", "rationale"] },
        new(Containers.Items, 4,
            [
                new("of a month, or of a project's months nearby: monthId, projectId, at", 100, "at"), new("of a job: jobId", 1),
            ])
        { Unindexed = ["outline", "storyboard", "caption", "hashtags", "prompts", "rationale", "issues"] },
        new(Containers.Prompts, 6, [new("versions of an agent's: agent", 20, "version")]) { Unindexed = ["text", "schema"] },
        new(Containers.Knowledge, 2,
            [
                new("documents: fileName", 50, Newest), new("passages of a document: documentId", 100, "index"), new("what to avoid: kind", 50),
            ])
        { Unindexed = ["text", "phrases"] },
        new(Containers.Usage, 0.3, [new("a project's months: projectId", 12, "month")]) { Expires = true },
        new(Containers.Exports, 2,
            [
                new("parts of an archive: exportId, done", 50), new("those past their time: exportId, createdAt", 50, Everywhere: true),
            ])
        { Expires = true, Unindexed = ["text", "blocks"] },
        new(Containers.Deletions, 0.5, [new("all that are under way", 10, Everywhere: true)]) { Expires = true },
    ];

    private static readonly Dictionary<string, ContainerLayout> ByName = All.ToDictionary(layout => layout.Container.Name);

    /// <exception cref="ArgumentException">The container has no index for that order. Containers that are not ours are let pass.</exception>
    public static void CheckOrder(Container container, DocumentQuery query)
    {
        if (query.OrderBy is { } path && ByName.TryGetValue(container.Name, out ContainerLayout? layout)
            && !layout.Queries.Any(served => served.OrderBy == path && served.Everywhere == (query.Partition is null)))
            throw new ArgumentException($"'{container.Name}' has no index for the order by '{path}'{(query.Partition is null ? " in all partitions" : "")}. Add the query to {nameof(ContainerLayouts)}.", nameof(query));
    }

    /// <exception cref="ArgumentException">The container's documents don't expire, or not after so long. Containers that are not ours are let pass.</exception>
    public static void CheckExpiry(string container, int? seconds)
    {
        if (seconds <= 0)
            throw new ArgumentException($"A time to live is at least 1 second, not {seconds}.", nameof(seconds));
        if (seconds is not null && ByName.TryGetValue(container, out ContainerLayout? layout) && !layout.Expires)
            throw new ArgumentException($"Documents in '{container}' don't expire. Say so in {nameof(ContainerLayouts)}.", nameof(seconds));
    }
}
