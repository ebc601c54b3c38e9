using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shortloop.Core;
using Shortloop.Core.Assistant;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Assistant;

/// <summary>A turn as server-sent events, with a comment every ten seconds so that no gateway takes the model's thinking for silence.</summary>
internal sealed class ChatStream(IAsyncEnumerable<ChatEvent> turnEvents, Turn turn, TimeProvider clock, CancellationToken stopping) : IResult
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>The reader went away. The turn goes on without them.</summary>
    private bool _gone;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/event-stream; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        await SendAsync(httpContext, Format("start", new { conversationId = turn.ConversationId, number = turn.Number }));
        await using IAsyncEnumerator<ChatEvent> events = turnEvents.GetAsyncEnumerator(CancellationToken.None);
        try
        {
            while (await NextAsync(httpContext, events))
                await SendAsync(httpContext, Write(events.Current));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // This instance is going down. The conversation says that it was broken off.
        }
    }

    private async Task<bool> NextAsync(HttpContext http, IAsyncEnumerator<ChatEvent> events)
    {
        Task<bool> next = events.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            using var met = new CancellationTokenSource();
            Task beat = Task.Delay(Beat, clock, met.Token);
            if (await Task.WhenAny(next, beat) == beat)
                await SendAsync(http, ": still here\n\n");
            await met.CancelAsync();
        }

        return await next;
    }

    private static string Write(ChatEvent happened) => happened switch
    {
        ChatEvent.Text text => Format("text", new { text = text.Words }),
        ChatEvent.Using tool => Format("tool", new { name = tool.Name, title = tool.Title }),
        ChatEvent.Shown shown => Format("card", shown.Card),
        ChatEvent.Asked asked => Format("confirm", asked.Confirmation),
        ChatEvent.Failed { Error: var error } => Format(
            "error", new { code = error.Code, message = error.Message, retryAfterSeconds = (error as TransientException)?.RetryAfter?.TotalSeconds }),
        ChatEvent.Ended ended => Format("done", new ChatAnswer(ended.Turn.ConversationId, TurnView.Of(ended.Turn))),
        _ => throw new InvalidOperationException($"{happened.GetType()} has no event."),
    };

    private static string Format(string kind, object data) => $"event: {kind}\ndata: {JsonSerializer.Serialize(data, ApiJson.Options)}\n\n";

    private async Task SendAsync(HttpContext http, string text)
    {
        if (_gone)
            return;
        try
        {
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
        catch (Exception cut) when (cut is OperationCanceledException or IOException)
        {
            _gone = true;
        }
    }
}
