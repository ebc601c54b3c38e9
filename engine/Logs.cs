using Microsoft.Extensions.Logging;

namespace Shortloop.Engine;

/// <summary>Event ids 1–99: the durable engine.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Information, "Durable engine started on {Path}: {Ready} instances ready, {Timers} timers, {Activities} activities to run")]
    internal static partial void EngineStarted(this ILogger logger, string path, int ready, int timers, int activities);

    [LoggerMessage(2, LogLevel.Warning, "Durable engine stopped before its work in hand was done; it will be done again after the next start")]
    internal static partial void DrainCutShort(this ILogger logger);

    [LoggerMessage(3, LogLevel.Error, "A step of instance {Key} could not be stored; it is tried again in a second")]
    internal static partial void StepNotStored(this ILogger logger, long key, Exception error);

    [LoggerMessage(4, LogLevel.Error, "The result of activity {Name} of {InstanceId} could not be stored; it is tried again in a second")]
    internal static partial void ActivityNotStored(this ILogger logger, string name, string instanceId, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "Activity {Name} of {InstanceId} failed")]
    internal static partial void ActivityFailed(this ILogger logger, string name, string instanceId, Exception error);

    [LoggerMessage(6, LogLevel.Warning, "Orchestration {Name} {InstanceId} failed: {Reason}")]
    internal static partial void OrchestrationFailed(this ILogger logger, string name, string instanceId, string reason);

    [LoggerMessage(7, LogLevel.Warning, "{What} for {InstanceId} was dropped: it does not exist or is finished")]
    internal static partial void MessageDropped(this ILogger logger, string what, string instanceId);

    [LoggerMessage(8, LogLevel.Error, "Nothing can be stored at the moment: {Reason} Whatever could not be stored is tried again every second")]
    internal static partial void StoreTroubled(this ILogger logger, string reason);

    [LoggerMessage(9, LogLevel.Information, "Steps are stored again")]
    internal static partial void StoreRecovered(this ILogger logger);

    [LoggerMessage(10, LogLevel.Critical, "The durable engine has stopped: {Reason}")]
    internal static partial void StoreDamaged(this ILogger logger, string reason);

    [LoggerMessage(20, LogLevel.Warning, "{Path} was written by an earlier version. It is copied to {Copy} before its schema is changed; delete the copy when you are content")]
    internal static partial void OldFileCopied(this ILogger logger, string path, string copy);
}
