using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Shortloop.Crash.Serving;

namespace Shortloop.Crash.Harness;

/// <summary>One run of the process: takes orders until it is gone.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _orders;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<Answer>> _open = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _writing = new();
    private long _lastId;
    private volatile bool _killed;

    public ServedProcess(ServeSettings settings)
    {
        // The runtime this process runs on, whatever is or isn't on the path.
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        _process = Process.Start(new ProcessStartInfo(
            dotnet, [Path.Combine(AppContext.BaseDirectory, "Shortloop.Crash.dll"), "serve", JsonSerializer.Serialize(settings)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _orders = _process.StandardInput;
        Gone = Task.WhenAll(ReadAnswersAsync(), KeepErrorsAsync(settings.LogPath));
    }

    /// <summary>Ends when it takes orders; never, if it is gone before.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Ends when it has said its last.</summary>
    public Task Gone { get; }

    public bool TakesOrders => Ready.IsCompleted && !Gone.IsCompleted && !_killed;

    /// <exception cref="CutOffException">It was gone before it had answered: the order was done, or it was not.</exception>
    public async Task<Answer> AskAsync(Order order)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _open.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            lock (_writing) _orders.WriteLine(JsonSerializer.Serialize(order with { Id = id }));
        }
        catch (IOException)
        {
            answer.TrySetException(new CutOffException());
        }

        if (Gone.IsCompleted) answer.TrySetException(new CutOffException());
        return await answer.Task;
    }

    /// <summary>SIGKILL. When the task ends, nothing of it is running any more.</summary>
    public async Task KillAsync()
    {
        // First of all, so that no caller is handed a dead one.
        _killed = true;
        _process.Kill();
        await _process.WaitForExitAsync();
        await Gone;
    }

    /// <summary>Lets it stop in good order.</summary>
    public async Task StopAsync()
    {
        lock (_writing) _orders.Close();
        await _process.WaitForExitAsync();
        await Gone;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task ReadAnswersAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonSerializer.Deserialize<Answer>(line)!;
            if (answer.Id == Answer.Ready) _ready.TrySetResult();
            else if (_open.TryRemove(answer.Id, out var asked)) asked.TrySetResult(answer);
        }

        foreach (var asked in _open.Values) asked.TrySetException(new CutOffException());
    }

    private async Task KeepErrorsAsync(string path)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line) await File.AppendAllLinesAsync(path, [line]);
    }
}
