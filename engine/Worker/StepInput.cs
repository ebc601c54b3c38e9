using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>What a step starts from: the instance, the messages it may see, and either its run in memory or the history to rebuild it from.</summary>
internal sealed record StepInput(InstanceRow Instance, IReadOnlyList<MessageRow> Messages, LiveRun? Live, IReadOnlyList<HistoryEvent> History, DateTime At)
{
    internal int HistoryLength => Live?.HistoryLength ?? History.Count;

    /// <summary>Whether the execution has begun or begins now. A scheduled one has messages but no start until it is due.</summary>
    internal bool HasStarted => HistoryLength > 0 || Messages.Any(message => message.Body is ExecutionStarted);

    /// <summary>False for a late answer to an execution that is over.</summary>
    internal bool IsFor(MessageRow message) => message.Execution is null || message.Execution == Instance.Execution;

    /// <summary>Takes the run out of <paramref name="runs"/>: it is the caller's from here on.</summary>
    /// <returns>Null if there is nothing to do.</returns>
    internal static StepInput? Load(Db db, LiveRuns runs, long key, long now)
    {
        if (Instances.Find(db, key) is not { IsFinished: false } instance) return null;
        var messages = Store.Messages.Visible(db, key, now);
        if (messages.Count == 0) return null;
        var live = runs.Take(key, instance.Execution);
        var history = live is null ? Histories.Read(db, key) : [];
        // The start comes first even if it had to fall due and events came before it.
        var ordered = messages.OrderBy(message => message.Body is not ExecutionStarted).ToList();
        var last = live?.LastStepAt ?? history.OfType<StepStarted>().LastOrDefault()?.At ?? default;
        return new(instance, ordered, live, history, new DateTime(Math.Max(now, last.Ticks), DateTimeKind.Utc));
    }
}
