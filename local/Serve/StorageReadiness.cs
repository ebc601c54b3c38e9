using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Serve;

/// <summary>Makes the blob container once storage answers. The host itself starts without waiting: health says what is missing.</summary>
internal sealed class StorageReadiness(IBlobStore blobs, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await blobs.EnsureReadyAsync(stoppingToken);
                return;
            }
            catch (TransientException)
            {
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }
}
