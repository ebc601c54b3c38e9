using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>Reads one method; what can't be hosted is said in a sentence that starts with the function.</summary>
internal static class EntryReader
{
    /// <returns>Null after an error that leaves nothing to go on with.</returns>
    public static FunctionEntry? Read(MethodInfo method, string prefix, List<string> errors)
    {
        string name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        string who = $"{name} ({method.DeclaringType!.FullName}.{method.Name})";
        int before = errors.Count;
        errors.AddRange(Faults(method).Select(fault => $"{who}: {fault}"));

        var triggers = method.GetParameters().Where(IsTrigger).ToList();
        if (triggers.Count != 1)
            errors.Add($"{who}: has {triggers.Count} trigger parameters: give exactly one.");
        if (errors.Count > before) return null;

        var trigger = TriggerReader.Read(name, triggers[0], prefix, fault => errors.Add($"{who}: {fault}"));
        if (trigger is null) return null;

        var result = ResultShape.Of(method.ReturnType);
        errors.AddRange(TriggerRules.Faults(method, trigger, result).Select(fault => $"{who}: {fault}"));
        var parameters = ParameterReader.Read(method, trigger, fault => errors.Add($"{who}: {fault}"));
        return errors.Count > before ? null : new(name, method, trigger, parameters, result);
    }

    internal static bool IsTrigger(ParameterInfo parameter) => parameter.IsDefined(typeof(TriggerBindingAttribute));

    private static IEnumerable<string> Faults(MethodInfo method)
    {
        var type = method.DeclaringType!;
        if (!method.IsPublic || !type.IsVisible)
            yield return "isn't public, so the official tooling would not find it: make method and class public.";
        if (type.IsAbstract && !method.IsStatic)
            yield return "is in an abstract class: make the class concrete or the method static.";
        if (method.IsGenericMethodDefinition || type.IsGenericTypeDefinition)
            yield return "is generic: functions can't be.";
        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
            yield return "is async void, so nobody would see it fail: return Task.";
        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            yield return "has a ref, out or in parameter: pass by value.";
    }
}
