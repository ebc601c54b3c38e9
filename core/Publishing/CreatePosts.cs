using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts;
using Shortloop.Core.Compliance;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Scripts;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Publishing;

/// <summary>One draft a rendered output and connected account, with the policy's verdict. Ids follow from both, so a repeat makes none twice.</summary>
public sealed class CreatePosts(
    IDocumentStore store, ProjectStore projects, PolicyEngine policy, EventLog events, IEnumerable<IPublishingPlatform> platforms, TimeProvider clock)
{
    private readonly AuditLog _audit = new(store, clock);

    /// <param name="Message">For the creator: how many, what the policy says, or why there are none.</param>
    public sealed record Drafted(IReadOnlyList<Post> Posts, string Message);

    public async Task<Drafted> ExecuteAsync(Job job, CancellationToken cancellation)
    {
        if (job.Produce().Options.Privacy is null)
            return new Drafted([], "Nothing is published: nobody chose who may see it.");
        Edit edit = await store.ReadAsync<Edit>(Containers.Edits, job.OrgId, PlanEdit.IdOf(job), cancellation)
            ?? throw new PermanentException("edit_gone", "The edit was deleted before it was published.");
        Script script = await store.ReadAsync<Script>(Containers.Scripts, job.OrgId, edit.ScriptId, cancellation)
            ?? throw new PermanentException("script_gone", "The script was deleted before it was published.");
        RenderJob render = await store.ReadAsync<RenderJob>(Containers.Renders, job.OrgId, OrderRender.IdOf(job.OrgId, edit.Id), cancellation)
            ?? throw new PermanentException("render_gone", "The render was deleted before it was published.");
        // Not those that are connected for reading only.
        ConnectedAccount[] accounts = [.. (await store.QueryAsync<ConnectedAccount>(Containers.Accounts, new DocumentQuery(job.OrgId), cancellation)).Items
            .Where(a => platforms.Any(p => p.Platform == a.Platform))];

        Video video = await VideoAccess.RequireAsync(store, job.OrgId, job.Produce().VideoId, cancellation);
        Project project = await projects.OfAsync(job.OrgId, job.Planned?.ProjectId ?? video.ProjectId, job.CreatedBy, cancellation);
        string caption = job.Planned?.Caption ?? Caption(script.Content);
        Dictionary<string, string> texts = Texts(caption, edit.Edl.Overlays);
        PolicyVerdict verdict = await policy.CheckAsync(texts, cancellation);
        var posts = new List<Post>();
        foreach (ConnectedAccount account in render.Files.SelectMany(f => accounts.Where(a => a.Platform == f.Platform)))
        {
            Post post = Draft(job, project, render, account, caption, edit.Edl.ThumbnailAt, verdict);
            await EnterAsync(_audit, post, texts, cancellation);
            WriteResult<Post> created = await store.CreateAsync(Containers.Posts, post, cancellation);
            posts.Add(created.Document ?? (await store.ReadAsync<Post>(Containers.Posts, job.OrgId, post.Id, cancellation))!);
            await events.AppendAsync(job.OrgId, job.CreatedBy, "post", post.Id, job.Produce().VideoId, cancellation);
        }

        return new Drafted(posts, posts.Count == 0
            ? "Nothing is published: no account of these platforms is connected."
            : string.Create(CultureInfo.InvariantCulture, $"{posts.Count} {(posts.Count == 1 ? "post" : "posts")}, policy says {verdict.Decision.ToString().ToLowerInvariant()}"));
    }

    // What was judged stays out of the log; its hash tells whether it was this.
    internal static Task EnterAsync(AuditLog audit, Post post, Dictionary<string, string> texts, CancellationToken cancellation)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Select(text => $"{text.Key}: {text.Value}")))));
        string decision = post.Policy!.Decision.ToString().ToLowerInvariant();
        return audit.AppendOnceAsync(
            post.OrgId, "policy", "policy_decided", post.Id, hash,
            string.Create(CultureInfo.InvariantCulture, $"{decision} by version {post.Policy.RulesVersion}, text sha256 {hash}"), cancellation);
    }

    private Post Draft(Job job, Project project, RenderJob render, ConnectedAccount account, string caption, double coverAt, PolicyVerdict verdict) => new()
    {
        Id = Ids.Derived("pst", job.OrgId, render.Id, account.Id),
        Partition = job.OrgId,
        OrgId = job.OrgId,
        CreatedBy = job.CreatedBy,
        CreatedAt = clock.GetUtcNow(),
        VideoId = job.Produce().VideoId,
        JobId = job.Id,
        RenderId = render.Id,
        Platform = account.Platform,
        AccountId = account.Id,
        AccountName = account.DisplayName,
        Status = PostStatus.Draft,
        Caption = caption,
        Privacy = job.Produce().Options.Privacy!,
        AiGenerated = true,
        CoverAt = coverAt,
        Policy = verdict,
        ProjectId = project.Id,
        NeedsApproval = job.Produce().Options.RequireApproval || project.Mode == ProjectMode.Approval || verdict.Decision == PolicyDecision.Review,
    };

    private static string Caption(ScriptContent script) =>
        string.Join(' ', [script.Caption, .. script.Hashtags.Select(tag => "#" + tag.TrimStart('#'))]).Trim();

    internal static Dictionary<string, string> Texts(string caption, IReadOnlyList<TextOverlay> overlays)
    {
        var texts = new Dictionary<string, string> { ["caption"] = caption };
        for (int i = 0; i < overlays.Count; i++)
            texts[string.Create(CultureInfo.InvariantCulture, $"overlay {i + 1}")] = overlays[i].Text;
        return texts;
    }
}
