using Microsoft.Extensions.Logging;

namespace Shortloop.Core;

internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Information, "The tokens of connected accounts were sealed anew with key {Number}; {Left} are left for the next round.")]
    public static partial void Resealed(this ILogger logger, int number, int left);
}
