using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.Smtp;

/// <summary>Neither addresses nor anything of a mail's text may ever be a parameter here.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Information, "Mail for {Purpose} was accepted by the mail server")]
    public static partial void Accepted(ILogger logger, string purpose);

    [LoggerMessage(2, LogLevel.Warning, "Mail for {Purpose} was not accepted: {Code}, {Reason}")]
    public static partial void NotAccepted(ILogger logger, string purpose, string code, string reason);
}
