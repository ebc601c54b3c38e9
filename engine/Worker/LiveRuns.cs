using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Engine.Worker;

/// <summary>
/// Executions kept in memory between their steps, so that a step costs what is new and not the whole history. The file alone decides:
/// one that is not here, or is of an execution that is over, is rebuilt from history. Beyond the capacity the one unused longest goes.
/// </summary>
internal sealed class LiveRuns(int capacity) : IDisposable
{
    private readonly Dictionary<long, LinkedListNode<LiveRun>> _byKey = [];
    private readonly LinkedList<LiveRun> _unusedLongestFirst = [];
    private bool _closed;

    /// <summary>Hands the instance's run over to the caller, who puts it back or disposes of it. Null if there is none of that execution.</summary>
    internal LiveRun? Take(long key, int execution)
    {
        LiveRun run;
        lock (_byKey)
        {
            if (!_byKey.Remove(key, out var node)) return null;
            _unusedLongestFirst.Remove(node);
            run = node.Value;
        }
        if (run.Execution == execution) return run;
        run.Dispose();
        return null;
    }

    internal void Put(LiveRun run)
    {
        LiveRun? tooMany = run;
        lock (_byKey)
        {
            if (!_closed && capacity > 0)
            {
                _byKey.Add(run.Key, _unusedLongestFirst.AddLast(run));
                tooMany = _byKey.Count > capacity ? RemoveFirst() : null;
            }
        }
        tooMany?.Dispose();
    }

    public void Dispose()
    {
        lock (_byKey)
        {
            _closed = true;
            while (_byKey.Count > 0) RemoveFirst().Dispose();
        }
    }

    private LiveRun RemoveFirst()
    {
        var first = _unusedLongestFirst.First!.Value;
        _unusedLongestFirst.RemoveFirst();
        _byKey.Remove(first.Key);
        return first;
    }
}

/// <summary>One execution in memory, with all that its next step needs to know of its history.</summary>
internal sealed record LiveRun(long Key, int Execution, OrchestrationRun Run, IServiceScope Scope) : IDisposable
{
    /// <summary>How many events the file holds.</summary>
    internal required int HistoryLength { get; init; }

    /// <summary>When its last step began; the next may not begin earlier.</summary>
    internal required DateTime LastStepAt { get; init; }

    public void Dispose() => Scope.Dispose();
}
