using Microsoft.Extensions.Hosting;

namespace Shortloop.Local.Hosting;

/// <summary>Tells functions that the time for finishing by themselves is over.</summary>
internal sealed class Draining : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _stopping;

    public Draining(IHostApplicationLifetime lifetime, FunctionsHostOptions options, TimeProvider time)
    {
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _over.CancelAfter(options.DrainTimeout));
    }

    public CancellationToken Over => _over.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _over.Dispose();
    }
}
