using Shortloop.Core.Analytics;
using Shortloop.Core.Brand;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Knowledge;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Planner.Months;

/// <summary>Gathers what the agents are shown: the project's own words, the brand's tone, passages that fit, the best posts, what to avoid.</summary>
public sealed class GatherBrief(IDocumentStore store, KnowledgeBase knowledge)
{
    private const int Passages = 12;
    private const int Winners = 5;
    private const int Snapshots = 500;

    public async Task<PlanBrief> ExecuteAsync(Project project, MonthPlan month, CancellationToken cancellation)
    {
        string about = string.Join(' ', [project.Niche, .. project.Topics]).Trim();
        IReadOnlyList<KnowledgeHit> hits = await knowledge.SearchAsync(project.OrgId, project.Id, about, Passages, cancellation);
        IReadOnlyList<string> avoid = await knowledge.AvoidAsync(project.OrgId, project.Id, cancellation);
        return new PlanBrief(
            month.Language, month.Month, month.PostsPerDay, project.Niche, project.Topics,
            await ToneAsync(project, cancellation),
            [.. hits.Where(hit => hit.Document.Kind != KnowledgeKind.Avoid)
                .Select(hit => new KnowledgePassage(hit.Chunk.Id, hit.Document.Kind.ToString().ToLowerInvariant(), hit.Chunk.Text))],
            await WinnersAsync(project, cancellation),
            [.. avoid.Concat(month.Avoid).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private async Task<string?> ToneAsync(Project project, CancellationToken cancellation) => project.Brand.ToneId is { } toneId
        ? (await store.ReadAsync<BrandEntry>(Containers.Brand, project.OrgId, toneId, cancellation))?.Tone
        : null;

    /// <summary>By the newest numbers of each of the project's posts: engagement rate first, then views. Cost: one query, and two reads a winner.</summary>
    private async Task<IReadOnlyList<Winner>> WinnersAsync(Project project, CancellationToken cancellation)
    {
        var query = new DocumentQuery(project.OrgId, OrderBy: "at", Descending: true, Limit: Snapshots);
        IEnumerable<MetricSnapshot> newest = (await store.QueryAsync<MetricSnapshot>(Containers.Metrics, query, cancellation)).Items
            .DistinctBy(snapshot => snapshot.PostId)
            .Where(snapshot => snapshot.Views > 0)
            .OrderByDescending(Rate).ThenByDescending(snapshot => snapshot.Views);
        var winners = new List<Winner>();
        foreach (MetricSnapshot snapshot in newest)
        {
            if (winners.Count == Winners)
                break;
            if (await store.ReadAsync<Post>(Containers.Posts, project.OrgId, snapshot.PostId, cancellation) is { } post && (post.ProjectId ?? Project.DefaultIdOf(post.OrgId)) == project.Id)
                winners.Add(new Winner(post.Id, post.Caption, await FormatAsync(post, cancellation), post.Platform, snapshot.Views!.Value, Rate(snapshot)));
        }

        return winners;
    }

    private async Task<string?> FormatAsync(Post post, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Job>(Containers.Jobs, post.OrgId, post.JobId, cancellation) is not { Planned: { } planned })
            return null;
        return (await store.ReadAsync<MonthItem>(Containers.Items, post.OrgId, planned.ItemId, cancellation))?.Format;
    }

    private static double? Rate(MetricSnapshot snapshot) => snapshot.Views > 0
        ? (double)((snapshot.Likes ?? 0) + (snapshot.Comments ?? 0) + (snapshot.Shares ?? 0) + (snapshot.Saves ?? 0)) / snapshot.Views.Value
        : null;
}
