using System.ComponentModel;
using System.Diagnostics;
using Shortloop.Core;

namespace Shortloop.Adapters.Ffmpeg.Processes;

/// <param name="Tool">Path or name of the program.</param>
/// <param name="Folder">Its working folder: output files are named relative to it, so no path needs escaping in a filter graph.</param>
/// <param name="Longest">Killed after that.</param>
/// <param name="Stall">Killed when <see cref="Heartbeat"/> was silent for that long.</param>
internal sealed record MediaCommand(string Tool, IReadOnlyList<string> Arguments, string Folder, TimeSpan Longest, TimeSpan Stall);

/// <summary>Whoever reads the output calls <see cref="Beat"/> as long as something moves.</summary>
internal sealed class Heartbeat(CancellationTokenSource stop, TimeSpan stall)
{
    public void Beat() => stop.CancelAfter(stall);
}

/// <summary>How a tool ended; <see cref="Stderr"/> may contain the input's signed link and must not be shown as it is.</summary>
internal sealed record MediaOutcome(int ExitCode, string Stderr);

/// <summary>Runs a media tool as a child process: no shell, bounded output, killed with its descendants on cancellation or stall.</summary>
internal static class MediaProcess
{
    /// <param name="readOutput">Consumes standard output to its end.</param>
    /// <exception cref="PermanentException"><c>ffmpeg_missing</c>.</exception>
    /// <exception cref="TransientException"><c>media_tool_stuck</c>: it took too long.</exception>
    public static async Task<MediaOutcome> RunAsync(
        MediaCommand command, Func<Stream, Heartbeat, CancellationToken, Task> readOutput, CancellationToken cancellation)
    {
        using var process = Start(command);
        using var stalled = new CancellationTokenSource(command.Stall);
        using var late = new CancellationTokenSource(command.Longest);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stalled.Token, late.Token);
        await using var kill = stop.Token.Register(static state => Kill((Process)state!), process);
        var heartbeat = new Heartbeat(stalled, command.Stall);
        try
        {
            var stderr = StderrTail.ReadAsync(process.StandardError.BaseStream);
            await readOutput(process.StandardOutput.BaseStream, heartbeat, stop.Token);
            await process.WaitForExitAsync(stop.Token);
            stop.Token.ThrowIfCancellationRequested();
            return new MediaOutcome(process.ExitCode, await stderr);
        }
        catch (Exception error) when (stop.IsCancellationRequested && error is OperationCanceledException or IOException)
        {
            await ReapAsync(process);
            cancellation.ThrowIfCancellationRequested();
            if (!stop.IsCancellationRequested) throw;
            throw new TransientException("media_tool_stuck", "Working on this file took far longer than its length justifies; it will be tried again.");
        }
        catch
        {
            await ReapAsync(process);
            throw;
        }
    }

    private static Process Start(MediaCommand command)
    {
        var start = new ProcessStartInfo(command.Tool, command.Arguments)
        {
            WorkingDirectory = command.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // ffmpeg writes numbers and messages by locale, and a report file where this variable says so.
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("FFREPORT");
        // A decoder of hostile files is given none of our secrets.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("SHORTLOOP_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new PermanentException(
                "ffmpeg_missing",
                $"The program '{Path.GetFileName(command.Tool)}' cannot be started. Install it (Debian, Ubuntu: apt-get install ffmpeg) or set its path.",
                error);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It ended by itself at this very moment.
        }
    }

    /// <summary>Waits until the process is gone, so that its files can be deleted.</summary>
    private static async Task ReapAsync(Process process)
    {
        Kill(process);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
