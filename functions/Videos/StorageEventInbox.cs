using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Videos;

/// <param name="ValidationResponse">The code that came with the event, sent back.</param>
public sealed record SubscriptionValidated(string ValidationResponse);

/// <summary>
/// Takes what Event Grid delivers: at least once, in any order, one event or many. Whatever is understood is done before anything is refused; a failure that
/// passes is an exception, and the whole delivery comes again.
/// </summary>
public sealed class StorageEventInbox(StorageEventOptions options, StorageEventCheck check, UploadArrival arrival, ILogger<StorageEventInbox> logger)
{
    private static readonly Problem NotOurs = new(
        ProblemKind.Unauthorized, "event_unproven", "This delivery does not prove that it comes from the installation's own event subscription.");

    private static readonly Problem NoJson = new(ProblemKind.Invalid, "invalid_json", "The body is not JSON.");

    private static readonly Problem NotSaidToBeJson = new(
        ProblemKind.UnsupportedMedia, "unsupported_media_type", "Events come as application/json, application/cloudevents+json or application/cloudevents-batch+json.");

    private static readonly Problem NoEvent = new(
        ProblemKind.Invalid, "event_malformed", "Something in this delivery is not an event: each has an id, a type, and the data that belongs to its type.");

    public async Task<IResult> TakeAsync(HttpRequest request, IWorkflows workflows, CancellationToken cancellation)
    {
        if (!await check.IsOursAsync(request, cancellation))
            return Answers.Of(NotOurs);
        if (!request.HasJsonContentType())
            return Answers.Of(NotSaidToBeJson);
        if (await ReadAsync(request, cancellation) is not { } events)
            return Answers.Of(NoJson);
        foreach (StorageEvent one in events)
            await TakeAsync(one, workflows, cancellation);
        return events.Any(one => one is StorageEvent.Malformed) ? Answers.Of(NoEvent)
            : events.OfType<StorageEvent.Validation>().FirstOrDefault() is { } validation ? TypedResults.Ok(new SubscriptionValidated(validation.Code))
            : TypedResults.NoContent();
    }

    private async Task TakeAsync(StorageEvent one, IWorkflows workflows, CancellationToken cancellation)
    {
        switch (one)
        {
            case StorageEvent.BlobCreated { Url: var url } when UploadOf(url) is var (orgId, videoId):
                UploadArrival.Arrival arrived = await arrival.ExecuteAsync(orgId, videoId, cancellation);
                if (arrived.Start is { } story)
                    await workflows.StartAsync(Stories.ProduceVideo, Stories.ProduceId(orgId, videoId), story, cancellation);
                else if (arrived.Refused is { } refused)
                    Logs.ArrivalRefused(logger, videoId, refused.Code);
                break;
            case StorageEvent.BlobCreated { Url: var url } when !IsInContainer(url, out _):
                Logs.ForeignBlob(logger);
                break;
            case StorageEvent.Unknown { Type: var type }:
                Logs.UnknownEvent(logger, type.Length > 100 ? type[..100] : type);
                break;
        }
    }

    /// <summary>The video whose upload this is; null for originals, renders, pictures, and whatever lies elsewhere.</summary>
    private (string OrgId, string VideoId)? UploadOf(string url) =>
        IsInContainer(url, out string path) && path.Split('/') is [var orgId, "videos", var videoId, "upload"] && Ids.IsWellFormed(orgId) && Ids.IsWellFormed(videoId)
            ? (orgId, videoId)
            : null;

    private bool IsInContainer(string url, out string path)
    {
        string container = options.Container.AbsoluteUri.TrimEnd('/') + "/";
        // Read and written again, so that dots, escapes and the host's case are what they mean.
        string? address = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Length == 0 ? uri.AbsoluteUri : null;
        bool inside = address?.StartsWith(container, StringComparison.Ordinal) == true;
        path = inside ? address![container.Length..] : "";
        return inside;
    }

    private static async Task<IReadOnlyList<StorageEvent>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(request.Body, default, cancellation);
            return StorageEvent.ReadAll(body.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
