using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace Shortloop.Durable.Tests.Official;

/// <summary>
/// A recorded execution of a story (tests/Local.Tests/Releases/Histories), in the form in which the Functions host hands one to the official worker:
/// a step is one call of the worker, with what happened before it and what is new.
/// </summary>
internal sealed class ReleasedStory
{
    // The tests may be built to another place than the sources'.
    private static readonly string Folder =
        typeof(ReleasedStory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Histories").Value!;

    private readonly JsonNode _file;

    private ReleasedStory(string path)
    {
        Name = Path.GetFileName(path);
        _file = JsonNode.Parse(File.ReadAllText(path))!;
        Story = (string)_file["story"]!;
    }

    public string Name { get; }

    public string Story { get; }

    /// <summary>Completed, Failed or ContinuedAsNew.</summary>
    public string End => (string)_file["end"]!;

    /// <summary>The output; of a story that went on anew its next input.</summary>
    public JsonNode? Left => _file["left"];

    public static IEnumerable<ReleasedStory> All() =>
        Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new ReleasedStory(path));

    public IEnumerable<ReleasedStep> Steps()
    {
        var past = new List<HistoryEvent>();
        List<JsonNode>[] steps = [.. Split(_file["events"]!.AsArray())];
        foreach (List<JsonNode> step in steps)
        {
            var at = Timestamp.FromDateTimeOffset((DateTimeOffset)step[0]["at"]!);
            List<HistoryEvent> news = [.. step.Where(one => !IsDecision(one)).Select(one => Event(one, at))];
            List<HistoryEvent> made = [.. step.Where(IsDecision).Select(one => Event(one, at))];
            yield return new([.. past], news, made, IsLast: step == steps[^1]);
            past.AddRange(news);
            past.AddRange(made);
            past.Add(new() { EventId = -1, Timestamp = at, OrchestratorCompleted = new() });
        }
    }

    private static IEnumerable<List<JsonNode>> Split(JsonArray events)
    {
        List<JsonNode>? step = null;
        foreach (JsonNode one in events.Select(one => one!))
        {
            if (KindOf(one) == "stepStarted")
            {
                if (step is not null)
                    yield return step;
                step = [];
            }

            step!.Add(one);
        }

        yield return step!;
    }

    private static string KindOf(JsonNode one) => (string)one["kind"]!;

    private static bool IsDecision(JsonNode one) => KindOf(one) is "activityScheduled" or "childScheduled" or "timerCreated";

    private HistoryEvent Event(JsonNode one, Timestamp at)
    {
        int task = (int?)one["task"] ?? 0;
        var made = new HistoryEvent { EventId = IsDecision(one) ? task : -1, Timestamp = at };
        switch (KindOf(one))
        {
            case "stepStarted":
                made.OrchestratorStarted = new();
                break;
            case "executionStarted":
                made.ExecutionStarted = new()
                {
                    Name = Story,
                    Version = (string?)one["version"],
                    Input = _file["input"]?.ToJsonString(),
                    OrchestrationInstance = new() { InstanceId = (string)_file["instance"]!, ExecutionId = "execution" },
                };
                break;
            case "activityScheduled":
                made.TaskScheduled = new() { Name = (string)one["name"]!, Version = (string?)one["version"], Input = Asked(task) };
                break;
            case "activityCompleted":
                made.TaskCompleted = new() { TaskScheduledId = task, Result = (string?)one["result"] };
                break;
            case "activityFailed":
                made.TaskFailed = new() { TaskScheduledId = task, FailureDetails = Failure(one) };
                break;
            case "childScheduled":
                made.SubOrchestrationInstanceCreated = new()
                {
                    Name = (string)one["name"]!,
                    Version = (string?)one["version"],
                    InstanceId = (string)one["instanceId"]!,
                    Input = Asked(task),
                };
                break;
            case "childCompleted":
                made.SubOrchestrationInstanceCompleted = new() { TaskScheduledId = task, Result = (string?)one["result"] };
                break;
            case "childFailed":
                made.SubOrchestrationInstanceFailed = new() { TaskScheduledId = task, FailureDetails = Failure(one) };
                break;
            case "timerCreated":
                made.TimerCreated = new() { FireAt = Timestamp.FromDateTimeOffset((DateTimeOffset)one["fireAt"]!) };
                break;
            case "timerFired":
                made.TimerFired = new() { TimerId = task, FireAt = at };
                break;
            case "eventRaised":
                made.EventRaised = new() { Name = (string)one["name"]!, Input = (string?)one["payload"] };
                break;
            default:
                throw new NotSupportedException($"{Name}: {KindOf(one)} has no official counterpart here.");
        }

        return made;
    }

    private string? Asked(int task) => _file["asked"]?[$"{task}"]?.ToJsonString();

    private static TaskFailureDetails Failure(JsonNode one) =>
        new() { ErrorType = (string)one["failure"]!["errorType"]!, ErrorMessage = (string)one["failure"]!["errorMessage"]! };
}

/// <param name="Past">What the worker is told to have happened, its own decisions among it.</param>
/// <param name="News">What it has not seen yet.</param>
/// <param name="Made">What the story decided upon it.</param>
internal sealed record ReleasedStep(IReadOnlyList<HistoryEvent> Past, IReadOnlyList<HistoryEvent> News, IReadOnlyList<HistoryEvent> Made, bool IsLast);
