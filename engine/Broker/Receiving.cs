using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Shortloop.Engine.Broker;

/// <summary>What a receiver may ask of a queue or of its dead letters.</summary>
internal sealed class Receiving(ServiceBusBroker broker, bool deadLetters)
{
    private const int LongestWaitSeconds = 60;

    public async Task<IResult> ReceiveAsync(string queue, int? timeout, bool remove, HttpContext http)
    {
        if (broker.Find(queue) is not { } found)
            return BrokerErrors.UnknownQueue(queue);
        var wait = TimeSpan.FromSeconds(Math.Clamp(timeout ?? LongestWaitSeconds, 0, LongestWaitSeconds));
        // A server that stops must not wait for those who wait.
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            var message = await broker.ReceiveAsync(found, deadLetters, remove, wait, end.Token);
            return message is null ? Results.NoContent() : Delivery(message, remove, http);
        }
        catch (OperationCanceledException)
        {
            return Results.NoContent();
        }
    }

    public IResult Complete(string queue, string id, string token) => Settle(queue, found => broker.Complete(found, deadLetters, Uri.UnescapeDataString(id), token));

    public IResult Abandon(string queue, string id, string token) => Settle(queue, found => broker.Abandon(found, deadLetters, Uri.UnescapeDataString(id), token));

    public IResult Renew(string queue, string id, string token) => Settle(queue, found => broker.Renew(found, deadLetters, Uri.UnescapeDataString(id), token));

    private IResult Settle(string queue, Func<BrokerQueue, bool> change)
    {
        if (broker.Find(queue) is not { } found)
            return BrokerErrors.UnknownQueue(queue);
        return change(found) ? Results.Ok() : BrokerErrors.LockLost();
    }

    private static IResult Delivery(DeliveredMessage message, bool remove, HttpContext http)
    {
        var headers = http.Response.Headers;
        CustomProperties.Write(message.Properties, headers);
        headers["BrokerProperties"] = MessageHeaders.Outgoing(message);
        if (message.DeadReason is not null)
            headers["DeadLetterReason"] = $"\"{message.DeadReason}\"";
        if (!remove)
        {
            var request = http.Request;
            var queue = request.Path.Value![..^"/head".Length];
            headers.Location = string.Create(
                CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}{queue}/{message.Sequence}/{message.LockToken}");
        }
        http.Response.StatusCode = remove ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        return Results.Bytes(message.Body, message.ContentType ?? "application/octet-stream");
    }
}
