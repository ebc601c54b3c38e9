using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>One step of one instance: get its messages, run it on, commit. The caller lets no two run for one instance.</summary>
internal sealed class StepRunner(
    ReaderPool readers, GroupCommitter committer, RunFactory factory, LiveRuns runs, ILogger<StepRunner> logger, TimeProvider clock)
{
    /// <param name="dueAt">A time that has come for this instance, even if the clock has been put back since.</param>
    internal async Task<StepEffects> RunAsync(long key, long dueAt)
    {
        var now = Math.Max(clock.GetUtcNow().UtcTicks, dueAt);
        var work = readers.Read(db => StepInput.Load(db, runs, key, now));
        if (work is null) return new StepEffects();
        if (NeedsNoRun(work, out var commit)) return commit is null ? new StepEffects() : await StoreAsync(commit);

        if (work.Live is { } live) return await StepAsync(work, live);
        var rebuilt = factory.Rebuild(work, () => ReportForeignAwait(work.Instance), out var failure);
        return rebuilt is null ? await StoreAsync(Fail(work, failure!)) : await StepAsync(work, rebuilt);
    }

    /// <summary>Lets the run see its messages and stores what comes of it. Only a run whose step is stored is kept: the file and it agree.</summary>
    private async Task<StepEffects> StepAsync(StepInput work, LiveRun live)
    {
        LiveRun? kept = null;
        try
        {
            var commit = Execute(work, live.Run);
            var effects = await StoreAsync(commit);
            if (effects.Applied && commit.Outcome is StepOutcome.Waiting)
            {
                live.Run.Stored();
                kept = live with { HistoryLength = live.HistoryLength + commit.Events.Count, LastStepAt = work.At };
                runs.Put(kept);
            }
            return effects;
        }
        finally
        {
            if (kept is null) live.Dispose();
        }
    }

    private StepCommit Execute(StepInput work, OrchestrationRun run)
    {
        List<HistoryEvent> fresh = [new StepStarted(work.At)];
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
        fresh.AddRange(run.Decisions.Select(made => made.Decision));
        return Commit(work, fresh, outcome) with { Consumed = consumed, Decisions = run.Decisions, CancelledTimers = run.CancelledTimers };
    }

    /// <returns>Whether the orchestrator needn't be run; then with what is to be stored, if anything.</returns>
    private static bool NeedsNoRun(StepInput work, out StepCommit? commit)
    {
        commit = null;
        if (!work.HasStarted)
        {
            if (work.Messages.Select(message => message.Body).OfType<ExecutionTerminated>().FirstOrDefault() is { } order)
                commit = Commit(work, [new StepStarted(work.At), order], new StepOutcome.Finished(
                    OrchestrationRuntimeStatus.Terminated, order.Output, null, order.Recursive, null));
            return true;
        }
        // Not run on: the foreign task is there by now, and the code might get through this time.
        if (!work.Messages.Any(message => work.IsFor(message) && message.Body is ForeignAwaitSeen)) return false;
        work.Live?.Dispose();
        commit = Fail(work, Failure.From(NondeterministicOrchestrationException.ForeignAwait(work.Instance.Name)));
        return true;
    }

    private static StepCommit Fail(StepInput work, Failure failure) => Commit(
        work, [new StepStarted(work.At), .. work.Messages.Select(message => message.Body)],
        new StepOutcome.Finished(OrchestrationRuntimeStatus.Failed, null, failure, false, null));

    private static StepCommit Commit(StepInput work, IReadOnlyList<HistoryEvent> events, StepOutcome outcome) =>
        new(work.Instance, work.HistoryLength, work.At) { Consumed = [], Events = events, Outcome = outcome };

    private Task<StepEffects> StoreAsync(StepCommit commit)
    {
        if (commit.Outcome is StepOutcome.Finished { Failure: { } failure })
            logger.OrchestrationFailed(commit.Instance.Name, commit.Instance.InstanceId, failure.ErrorMessage);
        return committer.Commit(db => StepWriter.Apply(db, commit));
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
