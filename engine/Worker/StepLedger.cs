using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>Numbers an orchestrator's decisions, holds each against the history, and completes the tasks that wait for their results.</summary>
internal sealed class StepLedger(string orchestrator)
{
    private readonly SortedDictionary<int, NewDecision> _unconfirmed = [];
    private readonly Dictionary<int, TaskCompletionSource<string?>> _open = [];
    private int _next;

    /// <summary>Whether anything asked for has not come back. The orchestration stays unfinished that long, as the official engine does it.</summary>
    internal bool AnyOpen => _open.Count > 0;

    /// <summary>What the code has decided and no history holds yet.</summary>
    internal IReadOnlyCollection<NewDecision> Unconfirmed => _unconfirmed.Values;

    internal int Decide(Func<int, NewDecision> decide)
    {
        var task = _next++;
        _unconfirmed.Add(task, decide(task));
        return task;
    }

    internal TaskCompletionSource<string?> Open(int task) => _open[task] = new();

    internal void Close(int task) => _open.Remove(task);

    internal void Complete(int task, string? result)
    {
        // Absent: a timer that was cancelled, or a second answer to a step that was repeated after a kill.
        if (_open.Remove(task, out var source)) source.TrySetResult(result);
    }

    internal void Fail(int task, Failure failure)
    {
        if (_open.Remove(task, out var source)) source.TrySetException(new StepFailedException(task, failure));
    }

    /// <exception cref="NondeterministicOrchestrationException">The code did not take the step that history has.</exception>
    internal void Confirm(Decision recorded)
    {
        var met = _unconfirmed.TryGetValue(recorded.Task, out var decided) ? decided.Decision.Step : "no such step";
        if (met != recorded.Step)
            throw NondeterministicOrchestrationException.AtStep(orchestrator, recorded.Task, recorded.Step, met);
        _unconfirmed.Remove(recorded.Task);
    }

    internal void ConfirmAll() => _unconfirmed.Clear();

    /// <summary>A recorded step is over: all that the code decided in it must have been recorded too.</summary>
    /// <exception cref="NondeterministicOrchestrationException">The code took a step that history doesn't have.</exception>
    internal void CheckAllConfirmed()
    {
        foreach (var (task, extra) in _unconfirmed)
            throw NondeterministicOrchestrationException.AtStep(orchestrator, task, "no such step", extra.Decision.Step);
    }
}
