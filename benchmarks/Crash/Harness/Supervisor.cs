using Shortloop.Crash.Serving;
using Shortloop.Engine;

namespace Shortloop.Crash.Harness;

/// <summary>Starts the process again and again, one at a time, and hands callers the one that is there.</summary>
internal sealed class Supervisor(ServeSettings settings) : IDisposable
{
    private volatile Turn? _turn;

    /// <summary>How often it was started.</summary>
    public int Runs { get; private set; }

    /// <summary>The process that takes orders, once there is one. Only after the first start.</summary>
    public async Task<ServedProcess> CurrentAsync(CancellationToken patience)
    {
        while (true)
        {
            var (process, next) = _turn!;
            await Task.WhenAny(process.Ready, next.Task).WaitAsync(patience);
            if (process.TakesOrders) return process;
            await next.Task.WaitAsync(patience);
        }
    }

    /// <summary>Every other run commits with fsync.</summary>
    public ServedProcess Start()
    {
        Runs++;
        var synchronous = Runs % 2 == 0 ? SynchronousMode.Normal : SynchronousMode.Full;
        var before = _turn;
        _turn = new Turn(
            new ServedProcess(settings with { Run = Runs, Synchronous = synchronous }), new(TaskCreationOptions.RunContinuationsAsynchronously));
        before?.Next.SetResult();
        return _turn.Process;
    }

    /// <exception cref="InvalidOperationException">It ended by itself before it took orders.</exception>
    public async Task ReadyAsync(ServedProcess process)
    {
        await Task.WhenAny(process.Ready, process.Gone);
        if (!process.Ready.IsCompleted) throw EndedByItself();
    }

    public InvalidOperationException EndedByItself()
    {
        var log = settings.LogPath;
        var said = File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(40)) : "It said nothing.";
        return new InvalidOperationException($"Run {Runs} of the process ended by itself.\n{said}");
    }

    public void Dispose() => _turn?.Process.Dispose();

    /// <param name="Next">Ends when the next process was started.</param>
    private sealed record Turn(ServedProcess Process, TaskCompletionSource Next);
}
