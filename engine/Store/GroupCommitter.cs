using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Store;

/// <summary>
/// The one writer. Whatever waits when a transaction begins goes into it, so many steps share one fsync;
/// each caller's task ends only when its work is on the disk.
/// </summary>
internal sealed class GroupCommitter
{
    // Bounds how long the first caller of a group waits for the others' statements.
    private const int MaxGroup = 512;

    private readonly BlockingCollection<Work> _queue = [];
    private readonly Thread _thread;
    private readonly EngineDatabase _database;
    private readonly Db _db;
    private readonly Action<CommitPoint>? _probe;
    private volatile bool _killed;

    /// <param name="probe">Called on the writer's thread around each commit; crash tests stop the engine there.</param>
    internal GroupCommitter(EngineDatabase database, Action<CommitPoint>? probe)
    {
        (_database, _db) = (database, database.OpenWriter());
        _probe = probe;
        _thread = new Thread(Loop) { IsBackground = true, Name = "durable engine writer" };
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> in a transaction. It may run more than once, so it must have no effect but on its connection.</summary>
    internal Task<T> Commit<T>(Func<Db, T> work)
    {
        var item = new Work<T>(work);
        try
        {
            _queue.Add(item);
        }
        catch (InvalidOperationException)
        {
            throw new InvalidOperationException("The durable engine has stopped.");
        }
        return item.Result;
    }

    /// <summary>Commits what is waiting, then closes.</summary>
    internal void Close()
    {
        _queue.CompleteAdding();
        if (Thread.CurrentThread != _thread) _thread.Join();
    }

    /// <summary>Leaves as a killed process would: what isn't committed never will be, and nobody is told.</summary>
    internal void Kill()
    {
        _killed = true;
        Close();
    }

    private void Loop()
    {
        try
        {
            foreach (var first in _queue.GetConsumingEnumerable())
            {
                if (_killed) return;
                CommitGroup(first);
            }
        }
        finally
        {
            _db.Dispose();
        }
    }

    private void CommitGroup(Work first)
    {
        List<Work> group = [first];
        while (group.Count < MaxGroup && _queue.TryTake(out var next)) group.Add(next);
        if (TryCommit(group) is not { } error || _killed) return;

        // One of them is at fault; alone, each stands or falls by itself. If it is the file, no other try would do better.
        if (group.Count == 1 || error is SqliteFileException { Fault: not SqliteFault.Other }) group.ForEach(work => work.Fail(error));
        else group.ForEach(CommitAlone);
    }

    private void CommitAlone(Work work)
    {
        if (!_killed && TryCommit([work]) is { } error) work.Fail(error);
    }

    private Exception? TryCommit(List<Work> group)
    {
        try
        {
            _db.BeginWriting();
            foreach (var work in group) work.Run(_db);
            _probe?.Invoke(CommitPoint.Before);
            if (_killed) return null;
            _db.Run("COMMIT");
            _probe?.Invoke(CommitPoint.After);
            if (_killed) return null;
        }
        catch (Exception error)
        {
            _db.RollBack();
            return error is SqliteException fault ? _database.Explain(fault) : error;
        }
        foreach (var work in group) work.Done();
        return null;
    }

    private abstract class Work
    {
        internal abstract void Run(Db db);

        internal abstract void Done();

        internal abstract void Fail(Exception error);
    }

    private sealed class Work<T>(Func<Db, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _value;

        internal Task<T> Result => _source.Task;

        internal override void Run(Db db) => _value = work(db);

        internal override void Done() => _source.SetResult(_value!);

        internal override void Fail(Exception error) => _source.SetException(error);
    }
}
