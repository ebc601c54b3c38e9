using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Operations;

/// <summary>
/// One server-sent stream a user. Events are persisted, so any instance can resume it by Last-Event-ID; it ends itself before a gateway would cut it,
/// and the browser comes back by itself. A <c>reset</c> says that events are missing: read everything anew.
/// </summary>
public sealed class EventFunctions(EventFeeds feeds, ICallerSource callers, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(40);

    /// <summary>Between signs of life; also how long a stream outlives its session at most.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    [Function("StreamEvents")]
    [EndpointSummary("What happens, as server-sent events.")]
    [Access(Role.Viewer)]
    public async Task StreamAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/events")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        request.HttpContext.Response.ContentType = "text/event-stream; charset=utf-8";
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(Life + Beat);
        try
        {
            await SendAsync(request, context.Caller(), ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The reader went away, or takes nothing; it will say where it was when it is back.
        }
    }

    private async Task SendAsync(HttpRequest request, Principal caller, CancellationToken cancellation)
    {
        HttpResponse response = request.HttpContext.Response;
        string? lastId = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last, ..] ? last : null;
        DateTimeOffset end = clock.GetUtcNow() + Life;
        using EventListener events = await feeds.ListenAsync(caller.OrgId, caller.UserId, lastId, cancellation);
        using var beats = new PeriodicTimer(Beat, clock);
        Task<bool> beat = beats.WaitForNextTickAsync(cancellation).AsTask();
        Task<bool> news = events.WaitAsync(cancellation).AsTask();
        var text = new StringBuilder("retry: 1000\n");
        var place = "";
        while (true)
        {
            await Task.WhenAny(news, beat);
            if (news.IsCompleted)
            {
                if (!await news)
                    return;
                while (events.TryRead(out FedEvent told))
                    place = Append(text, told, isFirst: place.Length == 0);
                news = events.WaitAsync(cancellation).AsTask();
            }

            if (beat.IsCompleted)
            {
                if (clock.GetUtcNow() >= end || await callers.FindAsync(request.HttpContext, cancellation) is not { } still || still.OrgId != caller.OrgId)
                    return;
                text.Append("id: ").Append(place).Append("\n: still here\n\n");
                beat = beats.WaitForNextTickAsync(cancellation).AsTask();
            }

            if (text.Length == 0)
                continue;
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
            await response.Body.FlushAsync(cancellation);
            text.Clear();
        }
    }

    /// <returns>What a client that has all this resumes with. Without data it is not an event, but the browser keeps the id.</returns>
    private static string Append(StringBuilder text, FedEvent told, bool isFirst)
    {
        if (isFirst || told.IsGap || told.Event is not null)
            text.Append("id: ").Append(told.Id).Append('\n');
        if (told.IsGap)
            text.Append("event: reset\ndata: {}\n\n");
        else if (told.Event is { } entry)
            text.Append("event: ").Append(entry.Kind).Append("\ndata: ")
                .Append(JsonSerializer.Serialize(new { id = entry.EntityId, videoId = entry.VideoId }, JsonSerializerOptions.Web)).Append("\n\n");
        else if (isFirst)
            text.Append(": connected\n\n");
        return told.Id;
    }
}
