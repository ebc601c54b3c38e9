using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>What a step starts from: the instance, its history and the messages it may see.</summary>
internal sealed record StepInput(InstanceRow Instance, IReadOnlyList<HistoryEvent> History, IReadOnlyList<MessageRow> Messages, DateTime At)
{
    /// <summary>Whether the execution has begun or begins now. A scheduled one has messages but no start until it is due.</summary>
    internal bool HasStarted => History.Count > 0 || Messages.Any(message => message.Body is ExecutionStarted);

    /// <summary>False for a late answer to an execution that is over.</summary>
    internal bool IsFor(MessageRow message) => message.Execution is null || message.Execution == Instance.Execution;

    /// <returns>Null if there is nothing to do.</returns>
    internal static StepInput? Load(Db db, long key, long now)
    {
        if (Instances.Find(db, key) is not { IsFinished: false } instance) return null;
        var messages = Store.Messages.Visible(db, key, now);
        if (messages.Count == 0) return null;
        var history = Histories.Read(db, key);
        // The start comes first even if it had to fall due and events came before it.
        var ordered = messages.OrderBy(message => message.Body is not ExecutionStarted).ToList();
        var last = history.OfType<StepStarted>().LastOrDefault()?.At.Ticks ?? 0;
        return new(instance, history, ordered, new DateTime(Math.Max(now, last), DateTimeKind.Utc));
    }
}
