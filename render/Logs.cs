using Microsoft.Extensions.Logging;

namespace Shortloop.Render;

internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Information, "No message came; nothing to do")]
    public static partial void NothingToDo(this ILogger logger);

    [LoggerMessage(2, LogLevel.Error, "Queue: {Problem}")]
    public static partial void QueueFailed(this ILogger logger, string problem);

    [LoggerMessage(3, LogLevel.Error, "Message {Id} is not an order; given back")]
    public static partial void MessageBroken(this ILogger logger, string id);

    [LoggerMessage(4, LogLevel.Information, "Job {JobId}, delivery {Delivery}")]
    public static partial void Taken(this ILogger logger, string jobId, int delivery);

    [LoggerMessage(5, LogLevel.Information, "Job {JobId} is void or cancelled; nothing was kept")]
    public static partial void OrderVoid(this ILogger logger, string jobId);

    [LoggerMessage(6, LogLevel.Error, "Job {JobId} failed: {Code}: {Problem}")]
    public static partial void Failed(this ILogger logger, string jobId, string code, string problem);

    [LoggerMessage(7, LogLevel.Warning, "Job {JobId} failed for now: {Code}: {Problem}")]
    public static partial void FailedForNow(this ILogger logger, string jobId, string code, string problem);

    [LoggerMessage(8, LogLevel.Information, "Job {JobId} is done, {Files} files")]
    public static partial void Done(this ILogger logger, string jobId, int files);

    [LoggerMessage(9, LogLevel.Warning, "The lock of message {Id} was lost; it will come again")]
    public static partial void LockLost(this ILogger logger, string id);

    [LoggerMessage(10, LogLevel.Warning, "{Warning}")]
    public static partial void SettingMeansNothing(this ILogger logger, string warning);

    [LoggerMessage(11, LogLevel.Error, "The lock of message {Id} could not be renewed: {Problem}")]
    public static partial void LockRefused(this ILogger logger, string id, string problem);
}
