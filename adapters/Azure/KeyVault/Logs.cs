using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.KeyVault;

internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Information, "Key {Number} was made in the vault; it seals once every instance knows it.")]
    public static partial void Added(this ILogger logger, int number);

    [LoggerMessage(2, LogLevel.Information, "Key {Number} was put away in the vault; it opens nothing any more.")]
    public static partial void Disabled(this ILogger logger, int number);

    [LoggerMessage(3, LogLevel.Warning, "The keys could not be read again, those at hand go on: {Problem}")]
    public static partial void NotReadAgain(this ILogger logger, string problem);

    [LoggerMessage(4, LogLevel.Information, "No key was made after key {Number}: another instance was first.")]
    public static partial void NotAdded(this ILogger logger, int number);
}
