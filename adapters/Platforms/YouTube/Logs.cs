using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.YouTube;

/// <summary>Neither keys nor tokens may ever be a parameter here.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "YouTube answered {Operation} with HTTP {Status}, {Reason}")]
    public static partial void Refused(ILogger logger, string operation, int status, string reason);

    [LoggerMessage(2, LogLevel.Warning, "YouTube did not answer {Operation}: {Reason}")]
    public static partial void Unanswered(ILogger logger, string operation, string reason);

    [LoggerMessage(3, LogLevel.Information, "The day's YouTube budget for {Bucket} is used up until {Reset}")]
    public static partial void UsedUp(ILogger logger, string bucket, DateTimeOffset reset);
}
