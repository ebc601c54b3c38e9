using Shortloop.Core.Models;
using Shortloop.Core.Planner.Items;

namespace Shortloop.Core.Planner.Agents;

/// <param name="Id">Of the item; the answer names it again.</param>
/// <param name="Variant">How many of this format come before it.</param>
/// <param name="Hook">The one it has, where it is to be another; empty: none yet.</param>
/// <param name="Wish">What is wanted of the new one; empty: nothing special.</param>
public sealed record HookSlot(string Id, int Day, int Slot, string Topic, string Format, int Variant, string Hook, string Wish);

/// <param name="Taken">Hooks that a new one must not come near to.</param>
public sealed record HooksRequest(PlanBrief Brief, IReadOnlyList<HookSlot> Slots, IReadOnlyList<string> Taken);

public sealed record WrittenHook(string Id, string Hook, string Angle, double Confidence, string Rationale);

public sealed record HooksAnswer(IReadOnlyList<WrittenHook> Hooks, double Confidence, string Rationale) : IAgentAnswer;

/// <summary>Whether each slot has its hook, and none is a copy. How near is too near is for the guard to say, which also knows the other weeks.</summary>
public static class HooksCheck
{
    public const int LongestHook = 140;

    public static IReadOnlyList<string> Problems(HooksAnswer answer, HooksRequest request) => [.. Find(answer, request)];

    private static IEnumerable<string> Find(HooksAnswer answer, HooksRequest request)
    {
        string[] wanted = [.. request.Slots.Select(slot => slot.Id)];
        if (!answer.Hooks.Select(hook => hook.Id).Order().SequenceEqual(wanted.Order()))
            yield return "Write exactly one hook for each slot, under the slot's id.";
        foreach (WrittenHook hook in answer.Hooks)
        {
            foreach (string problem in TextRules.Text("hook", hook.Hook, LongestHook)) yield return problem;
            foreach (string problem in TextRules.Text("angle", hook.Angle, 60)) yield return problem;
            foreach (string problem in TextRules.Text("rationale", hook.Rationale, 1000)) yield return problem;
            if (hook.Confidence is not (>= 0 and <= 1)) yield return "A confidence is 0 to 1.";
            if (hook.Hook.Any(char.IsControl)) yield return "A hook is one line.";
            if (request.Brief.FindAvoided(hook.Hook) is { } avoided) yield return $"'{hook.Hook}' holds '{avoided}', which is to be avoided.";
        }

        var taken = request.Taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (string copy in answer.Hooks.Select(hook => hook.Hook).Where(taken.Contains)) yield return $"'{copy}' is taken.";
        if (answer.Hooks.Select(hook => hook.Hook).Distinct(StringComparer.OrdinalIgnoreCase).Count() < answer.Hooks.Count) yield return "A hook occurs twice.";
    }
}
