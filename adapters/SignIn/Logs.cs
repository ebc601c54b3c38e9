using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.SignIn;

/// <summary>Neither codes, tokens nor anything about the person may ever be a parameter here.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "{Provider} answered {Operation} with HTTP {Status}, {Code}")]
    public static partial void Refused(ILogger logger, string provider, string operation, int status, string code);

    [LoggerMessage(2, LogLevel.Warning, "{Provider} did not answer {Operation}: {Reason}")]
    public static partial void Unanswered(ILogger logger, string provider, string operation, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Provider}'s ID token was refused: {Reason}")]
    public static partial void Untrusted(ILogger logger, string provider, string reason);

    [LoggerMessage(4, LogLevel.Information, "An access token of {Provider} was refused: {Reason}")]
    public static partial void TokenRefused(ILogger logger, string provider, string reason);
}
