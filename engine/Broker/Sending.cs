using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Engine.Broker;

internal static class Sending
{
    private const string BatchType = "application/vnd.microsoft.servicebus.json";
    private const int MaxBody = 256 * 1024;

    public static async Task<IResult> SendAsync(ServiceBusBroker broker, string queue, HttpContext http)
    {
        if (broker.Find(queue) is not { } found)
            return BrokerErrors.UnknownQueue(queue);
        var body = await BodyAsync(http);
        if (body is null)
            return BrokerErrors.Error(StatusCodes.Status413PayloadTooLarge, "The message is larger than 256 KB.");
        try
        {
            var type = http.Request.ContentType;
            var messages = type?.StartsWith(BatchType, StringComparison.OrdinalIgnoreCase) == true
                ? Batch(body)
                : [MessageHeaders.Incoming(MessageHeaders.Parse(http.Request.Headers["BrokerProperties"]), CustomProperties.Of(http.Request.Headers), body, type)];
            broker.Send(found, messages);
            return Results.StatusCode(StatusCodes.Status201Created);
        }
        catch (FormatException error)
        {
            return BrokerErrors.Error(StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private static IncomingMessage[] Batch(byte[] body)
    {
        try
        {
            var messages = JsonNode.Parse(body) as JsonArray ?? throw new FormatException("A batch is a JSON array.");
            return [.. messages.Select(message => MessageHeaders.Incoming(
                message?["BrokerProperties"] as JsonObject,
                CustomProperties.Of(message?[CustomProperties.Key] as JsonObject),
                Encoding.UTF8.GetBytes(message?["Body"]?.GetValue<string>() ?? throw new FormatException("A message of a batch has a Body.")),
                "application/json"))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException("The batch is not a JSON array of messages.", error);
        }
    }

    /// <returns>Null: too large.</returns>
    private static async Task<byte[]?> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > MaxBody)
                return null;
        }
        return body.ToArray();
    }
}
