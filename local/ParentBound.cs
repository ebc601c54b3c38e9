using System.Collections.Concurrent;
using System.Diagnostics;

namespace Shortloop.Local;

/// <summary>
/// Starts processes that the kernel ends with us, even when we are killed outright. The kernel ties them to the thread that started them,
/// so all are started from one thread that lives as long as the process does.
/// </summary>
internal static class ParentBound
{
    private const string Tool = "/usr/bin/setpriv";

    private static readonly BlockingCollection<Action> Work = [];
    private static readonly Lazy<Thread> Starter = new(StartThread);

    /// <param name="orderly">Asked to end (SIGTERM) instead of ended: for a server that keeps something in memory which it must still write.</param>
    public static Process Start(ProcessStartInfo start, bool orderly = false)
    {
        _ = Starter.Value;
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(Bind(start, orderly))!);
            }
            catch (Exception error) when (error is System.ComponentModel.Win32Exception or FileNotFoundException)
            {
                started.SetException(error);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static ProcessStartInfo Bind(ProcessStartInfo start, bool orderly)
    {
        // Elsewhere than on Linux an outright kill leaves them behind; an orderly end does not.
        if (!OperatingSystem.IsLinux() || !File.Exists(Tool))
            return start;
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = Tool;
        start.ArgumentList.Clear();
        foreach (string argument in (string[])["--pdeathsig", orderly ? "TERM" : "KILL", "--", .. command])
            start.ArgumentList.Add(argument);
        return start;
    }

    private static Thread StartThread()
    {
        var thread = new Thread(() =>
        {
            foreach (Action action in Work.GetConsumingEnumerable())
                action();
        })
        {
            IsBackground = true,
            Name = "process starter",
        };
        thread.Start();
        return thread;
    }
}
