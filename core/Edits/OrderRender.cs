using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Edits;

/// <summary>Where the API is reached by the render job, from configuration.</summary>
public sealed record CallbackAddress(Uri Base);

/// <summary>
/// Puts a render job into the queue. Repeating it for the same attempt makes a new token and a new message; the older message's
/// token is void, so its execution stops quietly at its first call. What it costs is kept before anything is spent.
/// </summary>
public sealed class OrderRender(IDocumentStore store, IQueue queue, RenderCharge charge, CloseRender close, CallbackAddress address, TimeProvider clock)
{
    private static readonly TransientException Overtaken = new("render_changed", "The render was changed while it was ordered.");

    /// <param name="attempt">Counts on through all runs.</param>
    /// <returns>The job as it is, if it is over already; null once it is in the queue.</returns>
    public async Task<RenderJob?> ExecuteAsync(
        string orgId, string editId, string jobId, string storyId, int run, int attempt, CancellationToken cancellation)
    {
        Edit edit = await store.ReadAsync<Edit>(Containers.Edits, orgId, editId, cancellation)
            ?? throw new PermanentException("edit_gone", "The edit was deleted before it was rendered.");
        string id = IdOf(orgId, editId);
        RenderJob? before = await store.ReadAsync<RenderJob>(Containers.Renders, orgId, id, cancellation);
        if (before is { Status: RenderStatus.Succeeded or RenderStatus.Cancelled } || before?.Attempt > attempt)
            return before;

        await charge.ReserveAsync(edit, id, run, storyId, cancellation);
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        // Only over what was seen: who cancelled it meanwhile has the last word.
        var ordered = new RenderJob
        {
            Id = id,
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = edit.CreatedBy,
            CreatedAt = before?.CreatedAt ?? clock.GetUtcNow(),
            VideoId = edit.VideoId,
            EditId = editId,
            JobId = jobId,
            StoryId = storyId,
            Status = RenderStatus.Queued,
            Platforms = [.. edit.Variants.Select(v => v.Platform)],
            Attempt = attempt,
            Run = run,
            TokenHash = RenderAccess.Hash(token),
            ETag = before?.ETag,
        };
        WriteResult<RenderJob> written = before is null
            ? await store.CreateAsync(Containers.Renders, ordered, cancellation)
            : await store.ReplaceAsync(Containers.Renders, ordered, cancellation);
        if (written.Status != WriteStatus.Written)
            throw Overtaken;
        // A job that ended before there was a render to cancel.
        if (await store.ReadAsync<Job>(Containers.Jobs, orgId, jobId, cancellation) is null or { IsOver: true })
        {
            await close.ExecuteAsync(orgId, id, run, cancellation);
            throw new PermanentException("job_over", "The job was cancelled.");
        }

        var order = new RenderOrder(id, new Uri(address.Base, $"api/internal/renders/{orgId}/{id}"), token);
        string messageId = string.Create(CultureInfo.InvariantCulture, $"{id}-{attempt}");
        await queue.SendAsync(
            Queues.Render, new QueueMessage(messageId, JsonSerializer.Serialize(order, JsonSerializerOptions.Web)), cancellation);
        return null;
    }

    public static string IdOf(string orgId, string editId) => Ids.Derived("rnd", orgId, editId);
}
