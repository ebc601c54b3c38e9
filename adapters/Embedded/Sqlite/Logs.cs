using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.Sqlite;

internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "{Path} was written by an earlier version. It is copied to {Copy} before its schema is changed; delete the copy when you are content")]
    internal static partial void OldFileCopied(this ILogger logger, string path, string copy);
}
