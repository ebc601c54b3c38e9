using Microsoft.Azure.Functions.Worker;
using Shortloop.Local.Hosting.Timers;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>What starts a function.</summary>
/// <param name="BindingType">The binding's name in the official host, as middleware sees it.</param>
public abstract record Trigger(string BindingType);

/// <param name="Route">Template below the prefix, as the source has it.</param>
/// <param name="Methods">Upper case; empty: every method.</param>
/// <param name="AuthLevel">Told, not asked for: the embedded host has no function keys and listens on loopback only.</param>
/// <param name="Prefix">What comes before the route, without slashes.</param>
public sealed record HttpTrigger(string Route, IReadOnlyList<string> Methods, AuthorizationLevel AuthLevel, string Prefix)
    : Trigger("httpTrigger")
{
    public string Pattern { get; } = (Prefix.Length == 0 ? "/" : $"/{Prefix}/") + Route.TrimStart('/');
}

/// <param name="Retry">Null: a failed run waits for the next time.</param>
public sealed record TimerTrigger(string Schedule, bool RunOnStartup, bool UseMonitor, RetryPlan? Retry = null) : Trigger("timerTrigger");

public sealed record QueueTrigger(string Queue) : Trigger("serviceBusTrigger");

public sealed record OrchestrationTrigger(string Orchestration) : Trigger("orchestrationTrigger");

public sealed record ActivityTrigger(string Activity) : Trigger("activityTrigger");
