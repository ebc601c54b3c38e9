using Microsoft.DurableTask.Client;
using Shortloop.Engine.History;

namespace Shortloop.Engine.Store;

/// <summary>Applies a step: history, what it asked for, what it consumed, and how the instance stands, in the caller's transaction.</summary>
internal static class StepWriter
{
    internal static StepEffects Apply(Db db, StepCommit step)
    {
        var instance = step.Instance;
        // The id may have been started anew while the step ran; then the step belongs to nobody.
        if (!Instances.IsRunning(db, instance.Key, instance.Execution)) return new StepEffects { Applied = false };
        var effects = new StepEffects();

        foreach (var id in step.Consumed) Messages.Remove(db, id);
        foreach (var timer in step.CancelledTimers) Messages.RemoveTimer(db, instance.Key, instance.Execution, timer);
        foreach (var decision in step.Decisions) Enact(db, step, decision, effects);
        Conclude(db, step, effects);
        return effects;
    }

    private static void Enact(Db db, StepCommit step, NewDecision made, StepEffects effects)
    {
        var instance = step.Instance;
        switch (made.Decision)
        {
            case ActivityScheduled activity:
                effects.Activities.Add(Activities.Add(db, instance, activity, made.Payload));
                break;
            case TimerCreated timer when !step.CancelledTimers.Contains(timer.Task):
                Messages.Add(db, instance.Key, new TimerFired(timer.Task), instance.Execution, timer.FireAt.Ticks, timer.Task);
                effects.Due.Add((instance.Key, timer.FireAt.Ticks));
                break;
            case EventSent sent:
                Deliver(db, sent.InstanceId, new EventRaised(sent.Name, made.Payload), effects);
                break;
            case ChildScheduled child:
                StartChild(db, step, child, made, effects);
                break;
        }
    }

    private static void Deliver(Db db, string instanceId, HistoryEvent message, StepEffects effects)
    {
        if (Instances.Find(db, instanceId) is not { IsFinished: false } target) return;
        Messages.Add(db, target.Key, message);
        effects.Ready.Add(target.Key);
    }

    private static void StartChild(Db db, StepCommit step, ChildScheduled child, NewDecision made, StepEffects effects)
    {
        var parent = step.Instance;
        if (Instances.Find(db, child.InstanceId) is { IsFinished: false })
        {
            var taken = new Failure(
                typeof(InvalidOperationException).FullName!, $"An orchestration with id '{child.InstanceId}' is already there and not finished.", null);
            Messages.Add(db, parent.Key, new ChildFailed(child.Task, taken), parent.Execution);
            effects.Ready.Add(parent.Key);
            return;
        }
        var start = new NewInstance(child.InstanceId, child.Name, child.Version, made.Payload)
        {
            Tags = made.Tags,
            ParentTask = new ParentTask(parent.Key, parent.Execution, child.Task),
            Parent = new ParentLink(parent.Name, parent.InstanceId),
        };
        effects.Ready.Add(Instances.Start(db, start, step.At.Ticks));
        effects.Changed.Add(child.InstanceId);
    }

    private static void Conclude(Db db, StepCommit step, StepEffects effects)
    {
        var (key, now) = (step.Instance.Key, step.At.Ticks);
        switch (step.Outcome)
        {
            case StepOutcome.Waiting waiting:
                Histories.Append(db, key, step.HistoryLength, step.Events);
                var status = waiting.Suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running;
                Instances.Progress(db, key, status, waiting.CustomStatus, now);
                if (status != step.Instance.Status) effects.Changed.Add(step.Instance.InstanceId);
                break;
            case StepOutcome.Finished finished:
                Histories.Append(db, key, step.HistoryLength, [.. step.Events, new ExecutionCompleted((int)finished.Status)]);
                Finish(db, step, finished, effects);
                break;
            case StepOutcome.ContinuedAsNew next:
                StartOver(db, step, next, effects);
                break;
        }
    }

    private static void Finish(Db db, StepCommit step, StepOutcome.Finished finished, StepEffects effects)
    {
        var instance = step.Instance;
        Instances.Finish(db, instance.Key, finished.Status, finished.CustomStatus, finished.Output, finished.Failure, step.At.Ticks);
        Messages.RemoveAll(db, instance.Key);
        effects.Changed.Add(instance.InstanceId);
        if (finished.Recursive)
        {
            foreach (var child in Instances.UnfinishedChildren(db, instance.Key))
            {
                Messages.Add(db, child, new ExecutionTerminated(finished.Output, Recursive: true));
                effects.Ready.Add(child);
            }
        }
        if (instance.Parent is { } parent && Instances.IsRunning(db, parent.Key, parent.Execution))
        {
            Messages.Add(db, parent.Key, Answer(parent.Task, instance, finished), parent.Execution);
            effects.Ready.Add(parent.Key);
        }
    }

    private static HistoryEvent Answer(int task, InstanceRow child, StepOutcome.Finished finished) => finished.Status switch
    {
        OrchestrationRuntimeStatus.Completed => new ChildCompleted(task, finished.Output),
        OrchestrationRuntimeStatus.Failed => new ChildFailed(task, finished.Failure!),
        _ => new ChildFailed(
            task, new Failure("Terminated", $"The sub-orchestration '{child.Name}' with id '{child.InstanceId}' was terminated.", null, NonRetriable: true)),
    };

    private static void StartOver(Db db, StepCommit step, StepOutcome.ContinuedAsNew next, StepEffects effects)
    {
        var instance = step.Instance;
        var version = next.Version ?? instance.Version;
        Histories.Remove(db, instance.Key);
        Messages.RemoveOfExecution(db, instance.Key, instance.Execution);
        Instances.NextExecution(db, instance.Key, version, next.Input, next.CustomStatus, step.At.Ticks);
        Messages.Add(db, instance.Key, new ExecutionStarted(instance.Name, version, next.Parent, next.Carried), instance.Execution + 1);
        effects.Ready.Add(instance.Key);
    }
}
