using Microsoft.Extensions.Logging;

namespace Shortloop.AzureHost;

internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "{Warning}")]
    public static partial void SettingMeansNothing(this ILogger logger, string warning);
}
