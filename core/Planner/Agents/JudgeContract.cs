using Shortloop.Core.Models;

namespace Shortloop.Core.Planner.Agents;

public sealed record JudgedItem(string Id, string Topic, string Format, string Hook, IReadOnlyList<string> Outline, string Caption);

/// <param name="LongestHook">Characters that can be read in the first three seconds.</param>
public sealed record JudgeRequest(PlanBrief Brief, int LongestHook, IReadOnlyList<JudgedItem> Items);

/// <param name="Score">0 to 100; below <see cref="JudgeCheck.Enough"/> the item is written anew, once.</param>
/// <param name="Problems">What should be different, for whoever writes it anew.</param>
public sealed record Verdict(string Id, double Score, IReadOnlyList<string> Problems, double Confidence, string Rationale);

public sealed record JudgeAnswer(IReadOnlyList<Verdict> Verdicts, double Confidence, string Rationale) : IAgentAnswer;

public static class JudgeCheck
{
    public const double Enough = 60;

    public static IReadOnlyList<string> Problems(JudgeAnswer answer, JudgeRequest request) => [.. Find(answer, request)];

    private static IEnumerable<string> Find(JudgeAnswer answer, JudgeRequest request)
    {
        if (!answer.Verdicts.Select(verdict => verdict.Id).Order().SequenceEqual(request.Items.Select(item => item.Id).Order()))
            yield return "Give exactly one verdict for each item, under its id.";
        foreach (Verdict verdict in answer.Verdicts)
        {
            if (verdict.Score is not (>= 0 and <= 100)) yield return "A score is 0 to 100.";
            if (verdict.Confidence is not (>= 0 and <= 1)) yield return "A confidence is 0 to 1.";
            if (verdict.Score < Enough && verdict.Problems.Count == 0) yield return $"A score below {Enough} needs its problems.";
            foreach (string problem in verdict.Problems.SelectMany(text => TextRules.Text("problem", text, 300))) yield return problem;
            foreach (string problem in TextRules.Text("rationale", verdict.Rationale, 1000)) yield return problem;
        }
    }
}
