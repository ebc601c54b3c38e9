using Shortloop.Core.Models;
using Shortloop.Core.Planner.Months;

namespace Shortloop.Core.Planner.Agents;

/// <param name="Formats">What may be chosen from.</param>
public sealed record FormatsRequest(PlanBrief Brief, IReadOnlyList<string> Topics, IReadOnlyList<string> Formats);

public sealed record FormatsAnswer(IReadOnlyList<FormatShare> Formats, double Confidence, string Rationale) : IAgentAnswer;

public static class FormatsCheck
{
    private const double Rounding = 0.02;

    public static IReadOnlyList<string> Problems(FormatsAnswer answer, FormatsRequest request) => [.. Find(answer, request)];

    private static IEnumerable<string> Find(FormatsAnswer answer, FormatsRequest request)
    {
        if (answer.Formats.Count < 3) yield return "Mix at least three formats.";
        foreach (FormatShare share in answer.Formats)
        {
            if (!request.Formats.Contains(share.Format)) yield return $"'{share.Format}' is none of the formats.";
            if (share.Share is not (> 0 and <= 0.6)) yield return $"The share of {share.Format} is {share.Share}; it is more than 0 and at most 0.6.";
            foreach (string problem in TextRules.Text("why", share.Why, 500)) yield return problem;
        }

        if (answer.Formats.Select(share => share.Format).Distinct().Count() < answer.Formats.Count) yield return "A format occurs twice.";
        if (Math.Abs(answer.Formats.Sum(share => share.Share) - 1) > Rounding) yield return "The shares do not add up to 1.";
    }
}
