using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;
using Shortloop.Engine.Worker;

namespace Shortloop.Local.Tests.Releases;

/// <summary>
/// Runs a story on the engine's own run, step by step: each step of the story gets its prepared answer in a step of the engine's, time stands still
/// while there is something to answer, and goes to the next timer else.
/// </summary>
internal sealed class Recorder(Way way)
{
    private readonly OrchestrationRun _run = TodaysCode.Begin(way.Story, TodaysCode.Version, way.Instance, TodaysCode.Serialize(way.Input));
    private readonly Dictionary<string, Queue<object?>> _answers = way.Answers.ToDictionary(pair => pair.Key, pair => new Queue<object?>(pair.Value));
    private readonly Queue<object?> _raised = new(way.Raised);
    private readonly List<HistoryEvent> _history = [];
    private readonly Dictionary<int, JsonNode?> _asked = [];
    private readonly Queue<Decision> _open = [];
    private readonly List<TimerCreated> _timers = [];
    private DateTime _now = new(2026, 11, 2, 9, 0, 0, DateTimeKind.Utc);

    public RecordedHistory Record()
    {
        StepOutcome outcome = Step(new ExecutionStarted(way.Story, TodaysCode.Version));
        while (outcome is StepOutcome.Waiting)
            outcome = Step(Next());
        var (end, left) = TodaysCode.Read(outcome);
        return new(way.Story, way.Instance, TodaysCode.Serialize(way.Input), [.. _history.Select(Stored)], _asked, end, left);
    }

    private StepOutcome Step(HistoryEvent happened)
    {
        foreach (HistoryEvent one in (HistoryEvent[])[new StepStarted(_now), happened])
        {
            _history.Add(one);
            _run.Feed(one);
        }

        StepOutcome outcome = _run.Conclude();
        foreach (NewDecision made in _run.Decisions)
        {
            _history.Add(made.Decision);
            if (made.Payload is { } payload)
                _asked[made.Decision.Task] = RecordedHistory.Node(payload);
            if (made.Decision is TimerCreated timer)
                _timers.Add(timer);
            else
                _open.Enqueue(made.Decision);
        }

        _timers.RemoveAll(timer => _run.CancelledTimers.Contains(timer.Task));
        _run.Stored();
        return outcome;
    }

    private HistoryEvent Next()
    {
        if (_open.TryDequeue(out Decision? open))
            return Answer(open);
        if (_raised.TryDequeue(out object? raised) && raised is not null)
            return new EventRaised(way.Event!, TodaysCode.Serialize(raised)!.ToJsonString());
        TimerCreated timer = _timers.MinBy(timer => timer.FireAt)
            ?? throw new InvalidOperationException($"{way.Story} ({way.Name}) waits for an event that is not prepared.");
        _timers.Remove(timer);
        _now = timer.FireAt;
        return new TimerFired(timer.Task);
    }

    private HistoryEvent Answer(Decision decision) => decision switch
    {
        ActivityScheduled asked => Take(asked.Name) switch
        {
            Exception error => new ActivityFailed(asked.Task, Failure.From(error)),
            var result => new ActivityCompleted(asked.Task, TodaysCode.Serialize(result)?.ToJsonString()),
        },
        ChildScheduled asked => Take(asked.Name) switch
        {
            Exception error => new ChildFailed(asked.Task, Failure.From(error)),
            var result => new ChildCompleted(asked.Task, TodaysCode.Serialize(result)?.ToJsonString()),
        },
        _ => throw new NotSupportedException($"{decision} has no answer."),
    };

    // The last answer stands for all that follow.
    private object? Take(string name) => _answers.TryGetValue(name, out Queue<object?>? prepared)
        ? prepared.Count > 1 ? prepared.Dequeue() : prepared.Peek()
        : null;

    private static JsonNode Stored(HistoryEvent happened) => JsonNode.Parse(HistoryJson.Write(happened))!;
}
