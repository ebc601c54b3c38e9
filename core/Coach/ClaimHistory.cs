using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach;

/// <param name="Moved">Plans and actions that became the user's; 0: there was nothing, or it had been done.</param>
public sealed record ClaimedHistory(int Moved, CoachProfile? Profile);

/// <summary>
/// What an anonymous client has done becomes part of the account that its person has now, once. The client's profile is marked first, so that nothing more is
/// written to it and no other account takes it; then its documents are copied, its profile is merged (the account's remembers which), and what was copied goes.
/// Cut off anywhere, the same user asks again and it goes on.
/// </summary>
public sealed class ClaimHistory(IDocumentStore store, CoachProfiles profiles, CoachHistory history)
{
    private const int PageSize = 100;
    private const int Attempts = 8;

    private static readonly Problem Others = new(
        ProblemKind.Conflict, "client_claimed", "What this client has done belongs to another account.");

    public async Task<Outcome<ClaimedHistory>> ExecuteAsync(CoachClient user, CoachClient anonymous, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await profiles.FindAsync(anonymous, cancellation) is not { } source)
                return new ClaimedHistory(0, await profiles.FindAsync(user, cancellation));
            if (source.ClaimedBy is { } owner && owner != user.Id)
                return Others;
            if (source.ClaimedBy is null
                && (await store.ReplaceAsync(Containers.Coach, source with { ClaimedBy = user.Id }, cancellation)).Status != WriteStatus.Written)
                continue;
            int moved = await CopyAsync(user, anonymous, cancellation);
            if (await MergeAsync(user, source, cancellation) is not { } merged)
                return CoachProblems.Busy;
            await history.ForgetAsync(anonymous, cancellation);
            return new ClaimedHistory(moved, merged);
        }

        return CoachProblems.Busy;
    }

    private async Task<int> CopyAsync(CoachClient user, CoachClient anonymous, CancellationToken cancellation)
    {
        (int moved, string? next) = (0, null);
        do
        {
            var query = new DocumentQuery(anonymous.Id, [new Condition("kind", Comparison.NotEqual, CoachProfile.TheId)], Limit: PageSize, Continuation: next);
            Page<AnyDocument> page = await store.QueryAsync<AnyDocument>(Containers.Coach, query, cancellation);
            foreach (AnyDocument document in page.Items)
                await store.UpsertAsync(Containers.Coach, document with { Partition = user.Id, OrgId = user.OrgId, CreatedBy = user.Id, ETag = null }, cancellation);
            moved += page.Items.Count;
            next = page.Next;
        }
        while (next is not null);
        return moved;
    }

    private async Task<CoachProfile?> MergeAsync(CoachClient user, CoachProfile source, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            CoachProfile own = await profiles.ReadAsync(user, cancellation);
            if (own.Merged.Contains(source.Seed))
                return own;
            // Who had nothing goes on under the client's seed, so that today's plan stays the one it was.
            CoachProfile merged = Merge(own.ETag is null ? own with { Seed = source.Seed } : own, source);
            if (await store.BatchAsync(Containers.Coach, user.Id, [CoachProfiles.Write(merged)], cancellation) == WriteStatus.Written)
                return merged;
        }

        return null;
    }

    private static CoachProfile Merge(CoachProfile own, CoachProfile source)
    {
        bool comparable = own.Model is null || source.Model is null || own.Model == source.Model;
        CoachProfile merged = own with
        {
            Model = own.Model ?? source.Model,
            Seen = CoachProfile.Add(own.Seen, source.Seen, CoachProfile.MostSeen),
            Shown = CoachProfile.Add(own.Shown, source.Shown, CoachProfile.MostShown),
            BlockedCreators = CoachProfile.Add(own.BlockedCreators, source.BlockedCreators.Except(own.FollowedCreators), CoachProfile.MostCreators),
            FollowedCreators = CoachProfile.Add(own.FollowedCreators, source.FollowedCreators.Except(own.BlockedCreators), CoachProfile.MostCreators),
            LikedCreators = CoachProfile.Add(own.LikedCreators, source.LikedCreators.Except(own.BlockedCreators), CoachProfile.MostCreators),
            Searched = CoachProfile.Add(own.Searched, source.Searched, CoachProfile.MostSearched),
            Streak = own.Streak.Merge(source.Streak),
            TimeZone = own.TimeZone ?? source.TimeZone,
            Language = own.Language ?? source.Language,
            Category = own.Category ?? source.Category,
            Merged = CoachProfile.Add(own.Merged, [source.Seed], CoachProfile.MostMerged),
        };
        if (!comparable)
            return merged;
        foreach (Taste taste in source.Tastes)
            merged = merged with { Tastes = Tastes.Add(merged.Tastes, taste.Vector, taste.Weight, taste.Label) };
        foreach (Taste taste in source.Distastes)
            merged = merged with { Distastes = Tastes.Add(merged.Distastes, taste.Vector, taste.Weight, taste.Label) };
        return merged with { Pending = [.. merged.Pending.Concat(source.Pending).TakeLast(CoachProfile.MostPending)] };
    }
}
