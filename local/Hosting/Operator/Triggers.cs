using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>Triggers in words.</summary>
internal static class Triggers
{
    /// <summary>The order in which the page lists them.</summary>
    public static int Rank(Trigger trigger) => trigger switch
    {
        HttpTrigger => 0,
        TimerTrigger => 1,
        QueueTrigger => 2,
        OrchestrationTrigger => 3,
        _ => 4,
    };

    public static string Kind(Trigger trigger) => trigger switch
    {
        HttpTrigger => "HTTP",
        TimerTrigger => "Timer",
        QueueTrigger => "Queue",
        OrchestrationTrigger => "Orchestration",
        ActivityTrigger => "Activity",
        _ => trigger.BindingType,
    };

    public static string Source(Trigger trigger) => trigger switch
    {
        HttpTrigger { Methods: var methods } http => $"{(methods.Count == 0 ? "any" : string.Join('|', methods))} {http.Pattern}",
        TimerTrigger timer => timer.Schedule,
        QueueTrigger queue => queue.Queue,
        OrchestrationTrigger orchestration => orchestration.Orchestration,
        ActivityTrigger activity => activity.Activity,
        _ => "",
    };
}
