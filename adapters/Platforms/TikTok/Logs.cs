using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.TikTok;

/// <summary>Neither tokens nor upload addresses may ever be a parameter here.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "TikTok answered {Operation} with HTTP {Status}, {Code} (log id {LogId})")]
    public static partial void Refused(ILogger logger, string operation, int status, string code, string? logId);

    [LoggerMessage(2, LogLevel.Warning, "TikTok did not answer {Operation}: {Reason}")]
    public static partial void Unanswered(ILogger logger, string operation, string reason);

    [LoggerMessage(3, LogLevel.Information, "TikTok announced post {PublishId}")]
    public static partial void Begun(ILogger logger, string publishId);

    [LoggerMessage(4, LogLevel.Information, "TikTok has {Uploaded} of {Total} bytes of post {PublishId}")]
    public static partial void Uploaded(ILogger logger, string publishId, long uploaded, long total);
}
