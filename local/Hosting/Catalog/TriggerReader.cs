using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Shortloop.Local.Hosting.Timers;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>From the attribute on the trigger parameter to what the host listens for.</summary>
internal static class TriggerReader
{
    /// <returns>Null after an error.</returns>
    public static Trigger? Read(string function, ParameterInfo parameter, string prefix, Action<string> error)
    {
        var type = parameter.ParameterType;
        switch (parameter.GetCustomAttribute<TriggerBindingAttribute>())
        {
            case HttpTriggerAttribute http:
                return Expect(type, typeof(HttpRequest), error) ? Http(function, http, prefix, error) : null;
            case TimerTriggerAttribute timer:
                return Expect(type, typeof(TimerInfo), error)
                    ? Timer(timer, (MethodInfo)parameter.Member, error)
                    : null;
            case ServiceBusTriggerAttribute bus:
                return Expect(type, typeof(string), error) ? Queue(bus, error) : null;
            case OrchestrationTriggerAttribute orchestration:
                return Expect(type, typeof(TaskOrchestrationContext), error)
                    ? new OrchestrationTrigger(orchestration.Orchestration ?? function)
                    : null;
            case ActivityTriggerAttribute activity:
                return new ActivityTrigger(activity.Activity ?? function);
            case var other:
                error($"the trigger {other!.GetType().Name} isn't supported here: use HTTP, timer, Service Bus, orchestration or activity.");
                return null;
        }
    }

    private static bool Expect(Type type, Type expected, Action<string> error)
    {
        if (type == expected) return true;
        error($"its trigger parameter is a {type.Name}: make it {expected.Name}.");
        return false;
    }

    private static HttpTrigger? Http(string function, HttpTriggerAttribute attribute, string prefix, Action<string> error)
    {
        string route = attribute.Route ?? function;
        var trigger = new HttpTrigger(
            route, [.. (attribute.Methods ?? []).Select(method => method.ToUpperInvariant()).Distinct()], attribute.AuthLevel, prefix);
        try
        {
            RoutePatternFactory.Parse(trigger.Pattern);
            return trigger;
        }
        catch (RoutePatternException broken)
        {
            error($"the route '{route}' can't be read: {broken.Message}");
            return null;
        }
    }

    private static TimerTrigger? Timer(TimerTriggerAttribute attribute, MethodInfo method, Action<string> error)
    {
        try
        {
            return new(attribute.Schedule, attribute.RunOnStartup, attribute.UseMonitor, RetryPlan.Of(method));
        }
        catch (FormatException broken)
        {
            error(broken.Message);
            return null;
        }
    }

    private static QueueTrigger? Queue(ServiceBusTriggerAttribute attribute, Action<string> error)
    {
        if (attribute is { QueueName: { Length: > 0 } queue, IsSessionsEnabled: false, AutoCompleteMessages: true }) return new(queue);
        error("listens to a topic, to sessions, or completes by hand: only queues with automatic completion are supported here.");
        return null;
    }
}
