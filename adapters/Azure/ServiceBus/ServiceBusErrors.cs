using System.Net;
using Shortloop.Core;

namespace Shortloop.Adapters.ServiceBus;

internal static class ServiceBusErrors
{
    public static WorkException Refusal(string queue, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new PermanentException(
            "queue_refused", $"Queue '{queue}' refused the credentials (HTTP {(int)response.StatusCode}). Check the key or the identity's roles."),
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new PermanentException(
            "queue_unknown", $"There is no queue '{queue}'."),
        HttpStatusCode.RequestEntityTooLarge => TooLarge(queue),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Unavailable(
            $"Queue '{queue}' is not available (HTTP {(int)response.StatusCode}).", response.Headers.RetryAfter?.Delta),
        _ => new PermanentException("message_refused", $"Queue '{queue}' did not take the request (HTTP {(int)response.StatusCode})."),
    };

    public static PermanentException TooLarge(string queue) =>
        new("message_too_large", $"A message for queue '{queue}' is larger than 256 KB.");

    public static TransientException Unavailable(string message, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new("queue_unavailable", message, retryAfter, inner);
}
