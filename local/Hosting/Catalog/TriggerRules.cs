using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>What each kind of function may be and give back.</summary>
internal static class TriggerRules
{
    public static IEnumerable<string> Faults(MethodInfo method, Trigger trigger, ResultShape result)
    {
        if (typeof(IActionResult).IsAssignableFrom(result.Type))
            yield return "returns an IActionResult, which needs MVC: return IResult or TypedResults.";
        if (trigger is TimerTrigger or QueueTrigger && result.Type is not null)
            yield return $"returns a {result.Type.Name}, but output bindings aren't supported: return Task and call the port.";
        if (trigger is not TimerTrigger && method.IsDefined(typeof(RetryAttribute)))
            yield return "has a retry attribute, which only timers may have here: queues redeliver, and activities are retried by their orchestration.";
        if (trigger is OrchestrationTrigger && !method.IsStatic && method.DeclaringType!.GetConstructor([]) is null)
            yield return "is an orchestration in a class with dependencies: make the method static and move the work to activities.";
    }
}
