using System.Globalization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Bloggers;

/// <param name="Link">A link to the creator's page, or their handle or name.</param>
/// <param name="Name">How they are to be called here; left out: as they call themselves.</param>
public sealed record NewBlogger(string Link, string? Name = null, string? Note = null);

/// <summary>Follows a creator.</summary>
public sealed class AddBlogger(
    IDocumentStore store, TrendSources sources, WatchStore watches, Entitlements entitlements, LimitGate gate, RefreshBlogger refresh, EventLog events, TimeProvider clock)
{
    private static readonly Problem Foreign = Problem.InvalidField(
        "link", "Give a link to a channel at YouTube, TikTok or Instagram, or its handle such as @name.");

    private static readonly Problem NobodyThere = new(
        ProblemKind.Invalid, "creator_not_found", "Nobody public was found there. Check the link, or open the creator's page and copy its address.",
        new Dictionary<string, string> { ["link"] = "Nobody public was found there." });

    private static readonly Problem Followed = new(ProblemKind.Conflict, "blogger_exists", "You follow this creator already.");

    public async Task<Outcome<Blogger>> ExecuteAsync(Principal caller, NewBlogger wish, CancellationToken cancellation)
    {
        if (BloggerRules.Check(wish.Name, wish.Note) is { } problem)
            return problem;
        // Looked at before anybody is asked, so that a full list costs no quota.
        if (await LimitAsync(caller.OrgId, cancellation) is { } full)
            return full;
        if (!(await FindAsync(caller, wish, cancellation)).Succeeded(out Blogger? found, out Problem? missing))
            return missing;

        Outcome<WriteResult<Blogger>> added = await gate.PassAsync(
            caller.OrgId, "bloggers", () => LimitAsync(caller.OrgId, cancellation),
            () => store.CreateAsync(Containers.Bloggers, found, cancellation),
            one => one.Document is { } mine ? store.DeleteAsync(Containers.Bloggers, mine.Partition, mine.Id, null, cancellation) : Task.CompletedTask, cancellation);
        if (!added.Succeeded(out WriteResult<Blogger> written, out Problem? refused))
            return refused;
        if (written.Document is not { } blogger)
            return Followed;
        await watches.ActivateAsync(caller.OrgId, cancellation);
        await events.AppendAsync(caller.OrgId, caller.UserId, "blogger", blogger.Id, null, cancellation);
        return await refresh.TryAsync(caller.OrgId, blogger.Id, cancellation) ?? blogger;
    }

    /// <summary>Who is meant, not written yet.</summary>
    internal async Task<Outcome<Blogger>> FindAsync(Principal caller, NewBlogger wish, CancellationToken cancellation)
    {
        if (CreatorLink.Read(wish.Link) is not { } link)
            return Foreign;
        IReadOnlyList<ITrendSource> allowed = sources.For(await watches.ReadAsync(caller.OrgId, cancellation));
        ITrendSource[] able = [.. allowed.Where(source => link.Platform is null || source.Info.Platform == link.Platform)];
        foreach (ITrendSource source in able)
            if (await source.FindCreatorAsync(link.Text, cancellation) is { } creator)
                return New(caller, wish, creator, source.Info.Name);
        // A platform that nothing here can look at: the creator can be kept, and their videos imported.
        return able.Length == 0 && link is { Platform: { } platform, Page: { } page, Handle: { } handle }
            ? New(caller, wish, new PublicCreator(platform, handle.ToLowerInvariant(), handle, handle, page, null, null, null, null), null)
            : NobodyThere;
    }

    private Blogger New(Principal caller, NewBlogger wish, PublicCreator creator, string? source) => new()
    {
        Id = Blogger.IdOf(creator.Platform, creator.Id),
        Partition = caller.OrgId,
        OrgId = caller.OrgId,
        CreatedBy = caller.UserId,
        CreatedAt = clock.GetUtcNow(),
        Platform = creator.Platform,
        CreatorId = creator.Id,
        Name = wish.Name?.Trim() is { Length: > 0 } name ? name : creator.Name,
        Note = wish.Note?.Trim() ?? "",
        Handle = creator.Handle,
        Link = creator.Link,
        Avatar = creator.Avatar,
        Source = source,
        Counts = source is null ? [] : [new AudienceCount(clock.GetUtcNow(), creator.Followers, creator.Views, creator.Videos)],
        Obstacle = source is null ? $"Nothing here reads creators at {creator.Platform} on its own. Import their videos as CSV to see how they do." : null,
    };

    private async Task<Problem?> LimitAsync(string orgId, CancellationToken cancellation)
    {
        Tier tier = await entitlements.OfAsync(orgId, cancellation);
        return tier.Bloggers is { } most && await store.CountAsync(Containers.Bloggers, orgId, null, cancellation) >= most
            ? new Problem(ProblemKind.Conflict, "blogger_limit",
                string.Create(CultureInfo.InvariantCulture, $"The {tier.Name} tier has room for {most} creators. Remove one, or choose a larger tier."))
            : null;
    }
}
