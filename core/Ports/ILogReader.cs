using Microsoft.Extensions.Logging;

namespace Shortloop.Core.Ports;

/// <param name="Event">The event's name, stable where it has one.</param>
/// <param name="RequestId">Of the request that it was written in: the X-Request-Id that its caller got.</param>
/// <param name="Error">The exception's type and message.</param>
public sealed record LogLine(DateTimeOffset At, LogLevel Level, string Category, string? Event, string Message, string? RequestId, string? Error);

/// <summary>What this installation logged lately, where it can be read through the product at all.</summary>
public interface ILogReader
{
    /// <param name="requestId">Only of that request; null: of all.</param>
    /// <returns>Newest first; or the problem <c>logs_elsewhere</c>, which says where to look.</returns>
    Task<Outcome<IReadOnlyList<LogLine>>> ReadAsync(LogLevel least, string? requestId, int limit, CancellationToken cancellation);
}
