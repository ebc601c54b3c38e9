using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.Stripe;

/// <summary>Neither keys, addresses of pages, nor anything about a person or a card may ever be a parameter here.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "Stripe answered {Operation} with HTTP {Status}, {Code} (request {RequestId})")]
    public static partial void Refused(ILogger logger, string operation, int status, string code, string? requestId);

    [LoggerMessage(2, LogLevel.Warning, "Stripe did not answer {Operation}: {Reason}")]
    public static partial void Unanswered(ILogger logger, string operation, string reason);

    [LoggerMessage(3, LogLevel.Information, "Stripe will be asked again for {Operation} in {Pause} (try {Attempt})")]
    public static partial void Again(ILogger logger, string operation, TimeSpan pause, int attempt);

    [LoggerMessage(4, LogLevel.Information, "Stripe made {Id} by {Operation} (request {RequestId})")]
    public static partial void Made(ILogger logger, string operation, string id, string? requestId);
}
