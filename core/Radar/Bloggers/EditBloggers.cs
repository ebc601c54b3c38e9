using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Bloggers;

/// <summary>What is to be different. Null leaves a thing as it is.</summary>
/// <param name="Link">Where the creator is now, if they have moved within their platform or the wrong one was added.</param>
public sealed record BloggerChange(string? Name = null, string? Note = null, string? Link = null);

/// <summary>Lists, changes and removes followed creators.</summary>
public sealed class EditBloggers(IDocumentStore store, AddBlogger add, RefreshBlogger refresh, EventLog events)
{
    private static readonly Problem Followed = new(ProblemKind.Conflict, "blogger_exists", "You follow this creator already.");

    public Task<Page<Blogger>> ListAsync(Principal caller, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Blogger>(
        Containers.Bloggers, new DocumentQuery(caller.OrgId, OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after), cancellation);

    public Task<Blogger?> FindAsync(Principal caller, string bloggerId, CancellationToken cancellation) =>
        store.ReadAsync<Blogger>(Containers.Bloggers, caller.OrgId, bloggerId, cancellation);

    /// <returns>The creator; under another id, if the link leads to somebody else.</returns>
    public async Task<Outcome<Blogger>> ChangeAsync(Principal caller, string bloggerId, BloggerChange change, string? etag, CancellationToken cancellation)
    {
        if (await FindAsync(caller, bloggerId, cancellation) is not { } present)
            return Problem.Missing("creator");
        if (BloggerRules.Check(change.Name, change.Note) is { } problem)
            return problem;
        if (etag is not null && etag != present.ETag)
            return Problem.ChangedMeanwhile;
        Blogger changed = present with { Name = change.Name?.Trim() is { Length: > 0 } name ? name : present.Name, Note = change.Note?.Trim() ?? present.Note };
        return change.Link is null ? await ReplaceAsync(caller, changed, cancellation) : await MoveAsync(caller, changed, change, cancellation);
    }

    public async Task<Outcome<Blogger>> RemoveAsync(Principal caller, string bloggerId, string? etag, CancellationToken cancellation)
    {
        if (await FindAsync(caller, bloggerId, cancellation) is not { } present)
            return Problem.Missing("creator");
        WriteStatus status = await store.DeleteAsync(Containers.Bloggers, caller.OrgId, bloggerId, etag, cancellation);
        if (status == WriteStatus.Changed)
            return Problem.ChangedMeanwhile;
        await events.AppendAsync(caller.OrgId, caller.UserId, "blogger", bloggerId, null, cancellation);
        return present;
    }

    private async Task<Outcome<Blogger>> ReplaceAsync(Principal caller, Blogger changed, CancellationToken cancellation)
    {
        if ((await store.ReplaceAsync(Containers.Bloggers, changed, cancellation)).Document is not { } written)
            return Problem.ChangedMeanwhile;
        await events.AppendAsync(caller.OrgId, caller.UserId, "blogger", written.Id, null, cancellation);
        return written;
    }

    private async Task<Outcome<Blogger>> MoveAsync(Principal caller, Blogger present, BloggerChange change, CancellationToken cancellation)
    {
        var wish = new NewBlogger(change.Link!, change.Name, present.Note);
        if (!(await add.FindAsync(caller, wish, cancellation)).Succeeded(out Blogger? found, out Problem? problem))
            return problem;
        if (found.Id == present.Id)
            return await ReplaceAsync(caller, present with { Handle = found.Handle, Link = found.Link, Avatar = found.Avatar, Source = found.Source, Obstacle = found.Obstacle }, cancellation);
        WriteStatus moved = await store.BatchAsync(
            Containers.Bloggers, caller.OrgId, [new(BatchKind.Create, found), new(BatchKind.Delete, present)], cancellation);
        if (moved != WriteStatus.Written)
            return moved == WriteStatus.Exists ? Followed : Problem.ChangedMeanwhile;
        await events.AppendAsync(caller.OrgId, caller.UserId, "blogger", found.Id, null, cancellation);
        return await refresh.TryAsync(caller.OrgId, found.Id, cancellation) ?? found;
    }
}
