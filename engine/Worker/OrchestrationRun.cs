using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>One execution of an orchestrator in memory: rebuilt from its history, then fed with what is new.</summary>
internal sealed class OrchestrationRun
{
    private readonly InstanceRow _instance;
    private readonly ITaskOrchestrator _orchestrator;
    private readonly DataConverter _converter;
    private readonly OrchestratorQueue _queue;
    private readonly StepLedger _ledger;
    private readonly ExternalEvents _events;
    private readonly RunContext _context;
    private readonly Queue<HistoryEvent> _held = [];
    private Task<object?>? _main;
    private bool _suspended;
    private Failure? _broken;
    private ExecutionTerminated? _terminated;

    /// <param name="foreignAwait">Called, on any thread, when a task that isn't the context's comes back to the orchestrator.</param>
    internal OrchestrationRun(
        InstanceRow instance, ITaskOrchestrator orchestrator, DurableEngineOptions options, ILoggerFactory loggers, Action foreignAwait)
    {
        _instance = instance;
        _orchestrator = orchestrator;
        _converter = options.DataConverter;
        _queue = new OrchestratorQueue(foreignAwait);
        _ledger = new StepLedger(instance.Name);
        _events = new ExternalEvents(_converter);
        _context = new RunContext(instance, _ledger, _events, _queue, options, loggers);
    }

    /// <summary>Nothing that is fed from here on can matter to this execution.</summary>
    internal bool IsOver => _broken is not null || _terminated is not null || (_main is { IsCompleted: true } && !_ledger.AnyOpen);

    /// <summary>What the step decided; empty if it went wrong.</summary>
    internal IReadOnlyList<NewDecision> Decisions => _broken is null && _terminated is null ? [.. _ledger.Unconfirmed] : [];

    internal IReadOnlyList<int> CancelledTimers => _context.CancelledTimers;

    internal void Replay(IReadOnlyList<HistoryEvent> history)
    {
        foreach (var happened in history) Apply(happened, replaying: true);
        Guard(_ledger.CheckAllConfirmed);
    }

    internal void Feed(HistoryEvent happened) => Apply(happened, replaying: false);

    /// <summary>The step is in the file: what it decided is history from here on.</summary>
    internal void Stored()
    {
        _ledger.ConfirmAll();
        _context.ForgetCancelledTimers();
    }

    internal StepOutcome Conclude()
    {
        var status = _context.CustomStatus;
        var stuck = !_ledger.AnyOpen && !_events.AnyWaiting;
        if (!IsOver && !_suspended && _main is not { IsCompleted: true } && (stuck || _queue.ForeignSeen)) _broken = ForeignAwait();
        if (_broken is not null) return Failed(_broken, status);
        if (_terminated is { } order)
            return new StepOutcome.Finished(OrchestrationRuntimeStatus.Terminated, order.Output, null, order.Recursive, status);
        return IsOver ? Result(_main!, status) : new StepOutcome.Waiting(_suspended, status);
    }

    private void Apply(HistoryEvent happened, bool replaying)
    {
        if (_suspended && happened is not (ExecutionResumed or ExecutionTerminated or StepStarted or Decision))
        {
            // Suspended twice is suspended: one resumption goes on.
            if (happened is not ExecutionSuspended) _held.Enqueue(happened);
            return;
        }
        Guard(() => _queue.Run(() => Handle(happened, replaying)));
    }

    private void Handle(HistoryEvent happened, bool replaying)
    {
        switch (happened)
        {
            case StepStarted step:
                _ledger.CheckAllConfirmed();
                _context.At(step.At, replaying);
                break;
            case ExecutionStarted started:
                Start(started);
                break;
            case Decision decision:
                _ledger.Confirm(decision);
                break;
            case ActivityCompleted completed:
                _ledger.Complete(completed.Task, completed.Result);
                break;
            case ActivityFailed failed:
                _ledger.Fail(failed.Task, failed.Failure);
                break;
            case ChildCompleted completed:
                _ledger.Complete(completed.Task, completed.Result);
                break;
            case ChildFailed failed:
                _ledger.Fail(failed.Task, failed.Failure);
                break;
            case TimerFired fired:
                _ledger.Complete(fired.Task, null);
                break;
            case EventRaised raised:
                _events.Raise(raised);
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                Resume(replaying);
                break;
            case ExecutionTerminated terminated:
                _terminated = terminated;
                break;
        }
    }

    private void Start(ExecutionStarted started)
    {
        _context.Link = started.Parent;
        foreach (var carried in started.Carried ?? []) _events.Raise(carried);
        _main = RunAsync();
    }

    // Async, so that what the orchestrator throws before its first await fails the orchestration like all else it throws.
    private async Task<object?> RunAsync()
    {
        var input = _converter.Deserialize(_instance.Input, _orchestrator.InputType);
        _context.SetInput(input);
        return await _orchestrator.RunAsync(_context, input);
    }

    private void Resume(bool replaying)
    {
        _suspended = false;
        while (!_suspended && _held.TryDequeue(out var held)) Handle(held, replaying);
    }

    private StepOutcome Result(Task<object?> main, string? status)
    {
        try
        {
            var output = main.GetAwaiter().GetResult();
            if (_context.Next is { } next)
            {
                IReadOnlyList<EventRaised> carried = next.PreserveUnprocessedEvents ? _events.Unprocessed : [];
                return new StepOutcome.ContinuedAsNew(
                    _converter.Serialize(next.NewInput), string.IsNullOrWhiteSpace(next.NewVersion) ? null : next.NewVersion, _context.Link, carried, status);
            }
            return new StepOutcome.Finished(OrchestrationRuntimeStatus.Completed, _converter.Serialize(output), null, false, status);
        }
        catch (Exception error)
        {
            return Failed(Failure.From(error), status);
        }
    }

    private static StepOutcome.Finished Failed(Failure failure, string? status) =>
        new(OrchestrationRuntimeStatus.Failed, null, failure, false, status);

    private Failure ForeignAwait() => Failure.From(NondeterministicOrchestrationException.ForeignAwait(_instance.Name));

    private void Guard(Action action)
    {
        // The first deviation explains the rest.
        if (_broken is not null) return;
        try
        {
            action();
        }
        catch (NondeterministicOrchestrationException error)
        {
            _broken = Failure.From(error);
        }
    }
}
