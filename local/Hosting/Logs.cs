using Microsoft.Extensions.Logging;

namespace Shortloop.Local.Hosting;

internal static partial class Logs
{
    [LoggerMessage(2001, LogLevel.Error, "{Method} {Path} failed, request {RequestId}")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string path, string requestId);

    [LoggerMessage(2010, LogLevel.Error, "Timer {Function} failed; it runs again at its next time")]
    public static partial void TimerFailed(this ILogger logger, Exception exception, string function);

    [LoggerMessage(2011, LogLevel.Warning, "What timer {Function} remembered can't be read, so it starts afresh: {File}")]
    public static partial void TimerMemoryBroken(this ILogger logger, Exception exception, string function, string file);

    [LoggerMessage(2012, LogLevel.Warning, "Timer {Function} failed; retry {Retry} comes in {Delay}")]
    public static partial void TimerRetried(this ILogger logger, Exception exception, string function, int retry, TimeSpan delay);

    [LoggerMessage(2020, LogLevel.Error, "{Function} failed on message {MessageId} of queue {Queue}, delivery {Delivery}; the message goes back")]
    public static partial void MessageFailed(
        this ILogger logger, Exception exception, string function, string messageId, string queue, int delivery);

    [LoggerMessage(2021, LogLevel.Warning, "The lock on message {MessageId} of queue {Queue} was lost; it will be delivered again")]
    public static partial void LockLost(this ILogger logger, string messageId, string queue);

    [LoggerMessage(2022, LogLevel.Warning, "Queue {Queue} can't be read; trying again in {Delay}")]
    public static partial void QueueUnreachable(this ILogger logger, Exception exception, string queue, TimeSpan delay);
}
