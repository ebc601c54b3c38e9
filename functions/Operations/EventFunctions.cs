using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Operations;

/// <summary>
/// One server-sent stream a user. It reads persisted events, so any instance can resume it by Last-Event-ID; it ends itself before a gateway
/// would cut it, and the browser comes back by itself.
/// </summary>
public sealed class EventFunctions(EventLog events, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    [Function("StreamEvents")]
    [EndpointSummary("What happens, as server-sent events.")]
    [Access(Role.Viewer)]
    public async Task StreamAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/events")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        HttpResponse response = request.HttpContext.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        string orgId = context.Caller().OrgId;
        string after = request.Headers["Last-Event-ID"] is [{ Length: 19 } last, ..] && last.All(char.IsAsciiDigit) ? last : events.Now();
        var seen = new HashSet<string>();
        DateTimeOffset end = clock.GetUtcNow() + Life;

        // The first id lets a client that sees nothing at all resume from here. The comment flushes the headers.
        await WriteAsync(response, $"retry: 1000\nid: {after}\n: connected\n\n", cancellation);
        try
        {
            while (clock.GetUtcNow() < end)
            {
                IReadOnlyList<StreamEvent> fresh = await events.ReadAfterAsync(orgId, after, 1000, cancellation);
                foreach (StreamEvent entry in fresh.Where(entry => seen.Add(entry.Id)))
                    await WriteAsync(response, Frame(entry), cancellation);
                after = fresh is [.., var newest] && string.CompareOrdinal(newest.Id, after) > 0 ? newest.Id : after;
                await Task.Delay(Pause, clock, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader went away; it will say where it was when it is back.
        }
    }

    private static string Frame(StreamEvent entry) =>
        $"id: {entry.Id}\nevent: {entry.Kind}\ndata: {JsonSerializer.Serialize(new { id = entry.EntityId, videoId = entry.VideoId }, JsonSerializerOptions.Web)}\n\n";

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
