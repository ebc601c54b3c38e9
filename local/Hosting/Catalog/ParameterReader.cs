using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>Decides at start where each argument will come from.</summary>
internal static class ParameterReader
{
    public static IReadOnlyList<ParameterBinding> Read(MethodInfo method, Trigger trigger, Action<string> error)
    {
        var bindings = new List<ParameterBinding>();
        foreach (var parameter in method.GetParameters())
        {
            var (source, fault) = Source(parameter, trigger);
            if (fault is null) bindings.Add(new(parameter, source, IsOptional(parameter)));
            else error($"its parameter '{parameter.Name}' ({parameter.ParameterType.Name}) {fault}");
        }

        if (bindings.Count(binding => binding.Source == ParameterSource.Body) > 1) error("reads its body twice: leave one [FromBody].");
        return bindings;
    }

    private static (ParameterSource Source, string? Fault) Source(ParameterInfo parameter, Trigger trigger)
    {
        var type = parameter.ParameterType;
        if (EntryReader.IsTrigger(parameter)) return (ParameterSource.Trigger, null);
        if (trigger is OrchestrationTrigger) return (ParameterSource.Input, OrchestrationFault(parameter));
        if (type == typeof(FunctionContext)) return (ParameterSource.Context, null);
        if (type == typeof(CancellationToken)) return (ParameterSource.Cancellation, null);
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
            return (ParameterSource.DurableClient, type == typeof(DurableTaskClient) ? null : "has [DurableClient]: make it a DurableTaskClient.");
        if (parameter.IsDefined(typeof(Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute)))
            return (ParameterSource.Body, trigger is HttpTrigger ? null : "has [FromBody], but only HTTP functions have a body.");
        if (parameter.IsDefined(typeof(FromBodyAttribute)))
            return (default, "has MVC's [FromBody], which the Functions worker doesn't know: use Microsoft.Azure.Functions.Worker.Http.FromBody.");

        return (ParameterSource.Data, DataFault(parameter, trigger));
    }

    private static string? OrchestrationFault(ParameterInfo parameter)
    {
        var others = ((MethodInfo)parameter.Member).GetParameters().Count(other => !EntryReader.IsTrigger(other));
        if (others > 1) return "is one of several: an orchestration takes its context and at most one input record.";
        return parameter.ParameterType == typeof(FunctionContext) || parameter.ParameterType == typeof(CancellationToken)
            ? "isn't for orchestrations, which are replayed: use the TaskOrchestrationContext."
            : null;
    }

    private static string? DataFault(ParameterInfo parameter, Trigger trigger)
    {
        var type = parameter.ParameterType;
        if (type == typeof(HttpContext)) return "isn't bound by the Functions worker: take HttpRequest and use its HttpContext.";
        if (!DataValue.CanBe(type)) return "can't be bound: take services through the constructor, JSON with [FromBody].";

        var names = Names(trigger);
        return names.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"has nothing to come from: known here are {(names.Count == 0 ? "none" : string.Join(", ", names))}.";
    }

    private static IReadOnlyList<string> Names(Trigger trigger) => trigger switch
    {
        HttpTrigger http => [.. RoutePatternFactory.Parse(http.Pattern).Parameters.Select(parameter => parameter.Name)],
        QueueTrigger => ["messageId", "deliveryCount"],
        ActivityTrigger => ["instanceId"],
        _ => [],
    };

    private static bool IsOptional(ParameterInfo parameter) =>
        parameter.HasDefaultValue
        || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
}
