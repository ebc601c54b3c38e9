using Shortloop.Core.Models;
using Shortloop.Core.Planner.Months;

namespace Shortloop.Core.Planner.Agents;

public sealed record ResearchRequest(PlanBrief Brief);

public sealed record ResearchAnswer(IReadOnlyList<MonthTopic> Topics, IReadOnlyList<string> Avoid, double Confidence, string Rationale) : IAgentAnswer;

public static class ResearchCheck
{
    private const int MostTopics = 30;

    public static IReadOnlyList<string> Problems(ResearchAnswer answer, ResearchRequest request) => [.. Find(answer, request.Brief)];

    private static IEnumerable<string> Find(ResearchAnswer answer, PlanBrief brief)
    {
        if (answer.Topics.Count is 0 or > MostTopics) yield return $"Name 1 to {MostTopics} topics.";
        if (answer.Avoid.Count > 50) yield return "Name at most 50 things to avoid.";
        var known = brief.Knowledge.Select(passage => passage.Id).Concat(brief.Winners.Select(winner => winner.Id)).ToHashSet();
        foreach (MonthTopic topic in answer.Topics)
        {
            foreach (string problem in TextRules.Text("topic", topic.Topic, 60)) yield return problem;
            foreach (string problem in TextRules.Text("why", topic.Why, 500)) yield return problem;
            if (brief.FindAvoided(topic.Topic) is { } avoided) yield return $"Topic '{topic.Topic}' holds '{avoided}', which is to be avoided.";
            if (topic.Evidence.FirstOrDefault(id => !known.Contains(id)) is { } unknown) yield return $"There is no evidence '{unknown}'.";
        }

        if (answer.Topics.Select(topic => topic.Topic.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() < answer.Topics.Count)
            yield return "A topic occurs twice.";
    }
}
