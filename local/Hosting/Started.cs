using Microsoft.Extensions.Hosting;

namespace Shortloop.Local.Hosting;

internal static class Started
{
    /// <summary>Timers and messages come after the app listens: a function may call the app itself. Also ends when it never starts.</summary>
    public static async Task WaitAsync(IHostApplicationLifetime lifetime, CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listening = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await using var stopped = stopping.Register(() => started.TrySetResult());
        await started.Task;
    }
}
