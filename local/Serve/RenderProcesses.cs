using System.Diagnostics;
using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;
using Shortloop.Sqlite;

namespace Shortloop.Local.Serve;

/// <summary>
/// What the container platform does in the cloud: as long as messages wait in the render queue, start the render job, one process a
/// message. One at a time, since ffmpeg takes all cores by itself.
/// </summary>
internal sealed class RenderProcesses(LocalSettings settings, ServiceBusBroker broker, TimeProvider clock, ILogger<RenderProcesses> logger) : BackgroundService
{
    /// <summary>A job that can't even start should not spin.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await IsWaitedForAsync(stoppingToken) || await RunOneAsync(stoppingToken) != 0)
                await Task.Delay(PauseAfterFailure, clock, stoppingToken);
        }
    }

    /// <returns>False: the queue's file can't be used at the moment; a disk that is full must not end the host.</returns>
    private async Task<bool> IsWaitedForAsync(CancellationToken stop)
    {
        try
        {
            await broker.WaitForMessagesAsync(Queues.Render, stop);
            return true;
        }
        catch (SqliteFileException error) when (error.Passes)
        {
            logger.QueueTroubled(error.Message);
            return false;
        }
    }

    private async Task<int> RunOneAsync(CancellationToken stop)
    {
        // It inherits our environment, and with it where traces go (OTEL_*).
        var start = new ProcessStartInfo(Places.Render) { WorkingDirectory = settings.Data };
        start.Environment["SHORTLOOP_QUEUE_ENDPOINT"] = settings.Queue.AbsoluteUri;
        start.Environment["SHORTLOOP_QUEUE_KEY_NAME"] = LocalSettings.QueueKeyName;
        start.Environment["SHORTLOOP_QUEUE_WAIT_SECONDS"] = "2";
        start.Environment["SHORTLOOP_WORK_FOLDER"] = settings.DataFile("work");
        start.Environment["SHORTLOOP_QUEUE_KEY"] = settings.Keys.QueueKey;
        using Process job = ParentBound.Start(start);
        try
        {
            await job.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // The message comes back when its lock runs out; what was begun is thrown away.
            job.Kill(entireProcessTree: true);
            throw;
        }

        if (job.ExitCode != 0)
            logger.RenderJobFailed(job.ExitCode);
        return job.ExitCode;
    }
}
