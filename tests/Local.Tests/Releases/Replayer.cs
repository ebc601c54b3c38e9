using System.Text.Json.Nodes;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;
using Shortloop.Engine.Worker;

namespace Shortloop.Local.Tests.Releases;

/// <summary>Feeds today's code with the answers that a release got, and holds what it does against what the release did.</summary>
internal static class Replayer
{
    /// <returns>What an instance of the release could not get over if it met today's code; none: nothing.</returns>
    public static IReadOnlyList<string> Problems(RecordedHistory recorded)
    {
        if (!TodaysCode.Stories.ContainsKey(recorded.Story))
            return [$"There is no story {recorded.Story} any more."];
        List<string> problems = [];
        OrchestrationRun run = TodaysCode.Begin(recorded.Story, recorded.Version, recorded.Instance, recorded.Input);
        foreach (HistoryEvent happened in recorded.ReadEvents())
        {
            if (happened is Decision decision)
                problems.AddRange(Steps(decision, recorded.Asked.GetValueOrDefault(decision.Task), run));
            run.Feed(happened);
        }

        problems.AddRange(run.Decisions.Select(made => $"The code asks for {made.Decision.Step}, which the history doesn't have."));
        var (end, left) = TodaysCode.Read(run.Conclude());
        if (end != recorded.End)
            problems.Add($"It ends as {end} instead of {recorded.End}: {left?.ToJsonString() ?? "nothing more is known"}");
        else
            problems.AddRange(Lost(recorded.Left, left, "what it left"));
        return problems;
    }

    private static IEnumerable<string> Steps(Decision decision, JsonNode? asked, OrchestrationRun run)
    {
        string where = $"the input of step {decision.Task}, {decision.Step}";
        NewDecision? today = run.Decisions.FirstOrDefault(made => made.Decision.Task == decision.Task);
        if (today?.Decision.Step == decision.Step)
            foreach (string problem in Lost(asked, RecordedHistory.Node(today.Payload), where))
                yield return problem;

        // A step that the release had asked for runs with today's code.
        if (decision is not ActivityScheduled activity)
            yield break;
        if (!TodaysCode.Activities.TryGetValue(activity.Name, out Type? type))
            yield return $"There is no activity {activity.Name} any more.";
        else
            foreach (string problem in Lost(asked, TodaysCode.Through(type, asked), $"{where}, as the activity reads it"))
                yield return problem;
    }

    /// <summary>What was there is there, with the same value; that there is more is no loss.</summary>
    private static IEnumerable<string> Lost(JsonNode? then, JsonNode? now, string where) => (then, now) switch
    {
        (JsonObject was, JsonObject became) => was.SelectMany(member => became.TryGetPropertyValue(member.Key, out JsonNode? value)
            ? Lost(member.Value, value, $"{where}: {member.Key}")
            : [$"{where}: {member.Key} is lost."]),
        (JsonArray was, JsonArray became) when was.Count == became.Count =>
            was.Zip(became).SelectMany((pair, at) => Lost(pair.First, pair.Second, $"{where}[{at}]")),
        _ when JsonNode.DeepEquals(then, now) => [],
        _ => [$"{where} was {then?.ToJsonString() ?? "null"} and is {now?.ToJsonString() ?? "null"}."],
    };
}
