namespace Shortloop.Local;

internal static partial class Logs
{
    [LoggerMessage(100, LogLevel.Warning, "The render job ended with exit code {ExitCode}; its message will be delivered again.")]
    public static partial void RenderJobFailed(this ILogger logger, int exitCode);

    [LoggerMessage(101, LogLevel.Error, "No render can be begun at the moment: {Reason}")]
    public static partial void QueueTroubled(this ILogger logger, string reason);
}
