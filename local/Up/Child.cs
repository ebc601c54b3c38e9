using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Shortloop.Local.Up;

/// <summary>A server process that is kept running: started again when it dies, ended in an orderly way with us. Its output goes to a log file.</summary>
/// <param name="orderly">See <see cref="ParentBound.Start"/>.</param>
internal sealed partial class Child(string name, Func<ProcessStartInfo> start, string logPath, bool orderly = false) : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Exit code 3: it can't start, and trying again would not help.</summary>
    private const int GaveUp = 3;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private Process? _process;
    private Task _watch = Task.CompletedTask;

    /// <summary>Set when the process said that it can't run; carries its own words.</summary>
    public string? Complaint { get; private set; }

    public void Start()
    {
        Launch();
        _watch = WatchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        Process? process;
        lock (_lock)
            process = _process;
        if (process is { HasExited: false })
        {
            Signal(process.Id, SigTerm);
            using var grace = new CancellationTokenSource(Grace);
            try
            {
                await process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        await _watch;
        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await _process!.WaitForExitAsync();
            if (_stopping.IsCancellationRequested)
                return;
            if (_process.ExitCode == GaveUp)
            {
                Complaint = Tail();
                return;
            }

            await Task.Delay(Pause);
            if (!_stopping.IsCancellationRequested)
                Launch();
        }
    }

    private void Launch()
    {
        ProcessStartInfo info = start();
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.RedirectStandardInput = true;
        var log = new StreamWriter(new FileStream(logPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false)) { AutoFlush = true };
        Process process;
        try
        {
            process = ParentBound.Start(info, orderly);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new StartException($"{name} did not start: {error.Message}. Run ./run again; it sets up what is missing.", error);
        }

        void Write(object sender, DataReceivedEventArgs line)
        {
            lock (log)
            {
                if (line.Data is { } text)
                    log.WriteLine(text);
            }
        }

        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        lock (_lock)
            _process = process;
    }

    private string Tail() => string.Join('\n', File.ReadLines(logPath).TakeLast(3));

    private const int SigTerm = 15;

    private static void Signal(int pid, int signal)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            _ = SendSignal(pid, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);
}
