using Shortloop.Core.Accounts;
using Shortloop.Core.Compliance;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

/// <summary>One draft a rendered output and connected account. Ids follow from both, so a repeated step makes none twice.</summary>
public sealed class CreatePosts(IDocumentStore store, EventLog events, TimeProvider clock)
{
    /// <param name="texts">Caption and overlays, for the policy check.</param>
    public sealed record Drafted(IReadOnlyList<Post> Posts, string? WhyNone);

    public async Task<Drafted> ExecuteAsync(
        Job job, RenderJob render, string caption, IReadOnlyList<string> overlays, double coverAt, CancellationToken cancellation)
    {
        if (job.Options.Privacy is not { } privacy)
            return new Drafted([], "Nothing is published: nobody chose who may see it.");
        IReadOnlyList<ConnectedAccount> accounts =
            (await store.QueryAsync<ConnectedAccount>(Containers.Accounts, new DocumentQuery(job.OrgId), cancellation)).Items;

        PolicyVerdict verdict = PolicyEngine.Check(Texts(caption, overlays));
        var posts = new List<Post>();
        foreach (RenderedFile file in render.Files)
        {
            foreach (ConnectedAccount account in accounts.Where(a => a.Platform == file.Platform))
            {
                Post post = Draft(job, render, account, caption, privacy, coverAt, verdict);
                WriteResult<Post> created = await store.CreateAsync(Containers.Posts, post, cancellation);
                posts.Add(created.Document ?? (await store.ReadAsync<Post>(Containers.Posts, job.OrgId, post.Id, cancellation))!);
                await events.AppendAsync(job.OrgId, job.CreatedBy, "post", post.Id, job.VideoId, cancellation);
            }
        }

        return new Drafted(posts, posts.Count > 0 ? null : "Nothing is published: no account of these platforms is connected.");
    }

    private Post Draft(
        Job job, RenderJob render, ConnectedAccount account, string caption, string privacy, double coverAt, PolicyVerdict verdict) => new()
        {
            Id = Ids.Derived("pst", job.OrgId, render.Id, account.Id),
            Partition = job.OrgId,
            OrgId = job.OrgId,
            CreatedBy = job.CreatedBy,
            CreatedAt = clock.GetUtcNow(),
            VideoId = job.VideoId,
            JobId = job.Id,
            RenderId = render.Id,
            Platform = account.Platform,
            AccountId = account.Id,
            AccountName = account.DisplayName,
            Status = PostStatus.Draft,
            Caption = caption,
            Privacy = privacy,
            AiGenerated = true,
            CoverAt = coverAt,
            Policy = verdict,
        };

    private static Dictionary<string, string> Texts(string caption, IReadOnlyList<string> overlays)
    {
        var texts = new Dictionary<string, string> { ["caption"] = caption };
        for (int i = 0; i < overlays.Count; i++)
            texts[$"overlay {i + 1}"] = overlays[i];
        return texts;
    }
}
