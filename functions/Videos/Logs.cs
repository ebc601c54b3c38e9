using Microsoft.Extensions.Logging;

namespace Shortloop.Functions.Videos;

/// <summary>Ids of ours and kinds of events only: an address may carry a signature.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Information, "An event of the kind {Type} is passed over: nobody here needs it. The event subscription can leave it out")]
    public static partial void UnknownEvent(ILogger logger, string type);

    [LoggerMessage(2, LogLevel.Warning, "An event about a blob of another account or container is passed over. Check the event subscription")]
    public static partial void ForeignBlob(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "What arrived for {VideoId} can't be used: {Code}")]
    public static partial void ArrivalRefused(ILogger logger, string videoId, string code);
}
