using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>One step of one instance: get its messages, rebuild it, run it on, commit. The caller lets no two run for one instance.</summary>
internal sealed class StepRunner(
    ReaderPool readers, GroupCommitter committer, TaskCatalog catalog, DurableEngineOptions options,
    IServiceScopeFactory scopes, ILoggerFactory loggers, TimeProvider clock)
{
    private readonly ILogger _logger = loggers.CreateLogger<StepRunner>();

    /// <param name="dueAt">A time that has come for this instance, even if the clock has been put back since.</param>
    internal async Task<StepEffects> RunAsync(long key, long dueAt)
    {
        var now = Math.Max(clock.GetUtcNow().UtcTicks, dueAt);
        var work = readers.Read(db => StepInput.Load(db, key, now));
        if (work is null) return new StepEffects();
        if (Execute(work) is not { } commit) return new StepEffects();
        return await committer.Commit(db => StepWriter.Apply(db, commit));
    }

    private StepCommit? Execute(StepInput work)
    {
        var fresh = new List<HistoryEvent> { new StepStarted(work.At) };
        if (!work.HasStarted) return TerminateUnstarted(work);

        // Not replayed: the foreign task is there by now, and the code might get through this time.
        if (work.Messages.Any(message => work.IsFor(message) && message.Body is ForeignAwaitSeen))
            return Finish(work, fresh, Failure.From(NondeterministicOrchestrationException.ForeignAwait(work.Instance.Name)));

        using var scope = scopes.CreateScope();
        if (!TryCreate(work.Instance.Name, scope.ServiceProvider, out var orchestrator, out var failure))
            return Finish(work, fresh, failure);

        var run = new OrchestrationRun(work.Instance, orchestrator, options, loggers, () => ReportForeignAwait(work.Instance));
        run.Replay(work.History);
        run.Feed(fresh[0]);
        List<long> consumed = [];
        foreach (var message in work.Messages)
        {
            // What comes after the end stays: it may be for the next execution.
            if (run.IsOver) break;
            consumed.Add(message.Id);
            if (!work.IsFor(message)) continue;
            fresh.Add(message.Body);
            run.Feed(message.Body);
        }
        var outcome = run.Conclude();
        Log(work.Instance, outcome);
        fresh.AddRange(run.Decisions.Select(made => made.Decision));
        return Commit(work, fresh, outcome) with { Consumed = consumed, Decisions = run.Decisions, CancelledTimers = run.CancelledTimers };
    }

    private StepCommit? TerminateUnstarted(StepInput work)
    {
        if (work.Messages.Select(message => message.Body).OfType<ExecutionTerminated>().FirstOrDefault() is not { } order) return null;
        return Commit(work, [new StepStarted(work.At), order], new StepOutcome.Finished(
            OrchestrationRuntimeStatus.Terminated, order.Output, null, order.Recursive, null));
    }

    private StepCommit Finish(StepInput work, List<HistoryEvent> events, Failure failure)
    {
        var outcome = new StepOutcome.Finished(OrchestrationRuntimeStatus.Failed, null, failure, false, null);
        Log(work.Instance, outcome);
        return Commit(work, [.. events, .. work.Messages.Select(message => message.Body)], outcome);
    }

    private static StepCommit Commit(StepInput work, IReadOnlyList<HistoryEvent> events, StepOutcome outcome) =>
        new(work.Instance, work.History.Count, work.At) { Consumed = [], Events = events, Outcome = outcome };

    private bool TryCreate(
        string name, IServiceProvider services, [NotNullWhen(true)] out ITaskOrchestrator? orchestrator, [NotNullWhen(false)] out Failure? failure)
    {
        (orchestrator, failure) = (null, null);
        try
        {
            if (catalog.TryCreateOrchestrator(name, services, out orchestrator)) return true;
            failure = new("OrchestratorTaskNotFound", $"No orchestrator task named '{name}' was found.", null, NonRetriable: true);
        }
        catch (Exception error)
        {
            // Its factory's fault; trying the step again would not help.
            failure = Failure.From(error);
        }
        return false;
    }

    private void Log(InstanceRow instance, StepOutcome outcome)
    {
        if (outcome is StepOutcome.Finished { Failure: { } failure })
            _logger.OrchestrationFailed(instance.Name, instance.InstanceId, failure.ErrorMessage);
    }

    // The step in which the foreign task was awaited may be long over; the next one then fails the orchestration.
    private void ReportForeignAwait(InstanceRow instance) => _ = committer.Commit(db =>
    {
        if (Instances.IsRunning(db, instance.Key, instance.Execution))
            Messages.Add(db, instance.Key, new ForeignAwaitSeen(), instance.Execution);
        return true;
    }).ContinueWith(_ => ForeignAwaitReported?.Invoke(instance.Key), TaskScheduler.Default);

    internal Action<long>? ForeignAwaitReported { get; set; }
}
