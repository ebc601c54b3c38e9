using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;

namespace Shortloop.Render;

/// <summary>
/// Tells the latest progress about once a second and hears whether to go on. Reports that fail are left out; after
/// <see cref="Pace.RetryFor"/> without an answer the job gives up, because nobody could cancel it any more.
/// </summary>
internal sealed class ProgressReporter : IProgress<RenderProgress>, IAsyncDisposable
{
    /// <summary>Share of the job that is rendering; the rest is uploading.</summary>
    private const double RenderShare = 0.9;

    private readonly RenderApi api;
    private readonly Pace pace;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource halt;
    private readonly Task loop;
    private volatile RenderReport latest = new("rendering", 0, null, null);

    public ProgressReporter(RenderApi api, Pace pace, TimeProvider clock, CancellationToken cancellation)
    {
        (this.api, this.pace, this.clock) = (api, pace, clock);
        halt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        loop = RunAsync();
    }

    /// <summary>Cancelled when the answer was to stop, or none came for too long.</summary>
    public CancellationToken Token => halt.Token;

    /// <summary>Somebody cancelled, or the order is void: the message is done with.</summary>
    public bool OrderEnded { get; private set; }

    public void Report(RenderProgress value) =>
        latest = new RenderReport("rendering", Math.Round(value.Fraction * RenderShare, 4), value.Speed, value.Eta?.TotalSeconds);

    public void Uploaded(double fraction) => latest = new RenderReport("uploading", Math.Round(RenderShare + (fraction * (1 - RenderShare)), 4), null, null);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
        halt.Dispose();
    }

    private async Task RunAsync()
    {
        var answered = clock.GetTimestamp();
        try
        {
            while (clock.GetElapsedTime(answered) < pace.RetryFor)
            {
                if (await GoesOnAsync()) answered = clock.GetTimestamp();
                if (OrderEnded) break;
                await Task.Delay(pace.ReportEvery, clock, stop.Token);
            }

            await halt.CancelAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <returns>False: no answer.</returns>
    private async Task<bool> GoesOnAsync()
    {
        try
        {
            OrderEnded = !(await api.ReportAsync(latest, stop.Token)).Continue;
            return true;
        }
        catch (VoidOrderException)
        {
            OrderEnded = true;
            return true;
        }
        catch (TransientException)
        {
            return false;
        }
    }
}
