namespace Shortloop.Core.Operations;

/// <summary>
/// Writes a station's progress as it comes, without ever holding up the work: while one write is under way, newer values wait
/// and only the last of them is written. A value that could not be written is not missed; the next one says more.
/// </summary>
public sealed class StationProgress(JobTracker jobs, string orgId, string jobId, string station) : IProgress<double>, IDisposable
{
    private const double Step = 0.02;

    private readonly CancellationTokenSource _over = new();
    private double _written;
    private int _busy;

    public void Report(double value)
    {
        if (value - Volatile.Read(ref _written) < Step || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
            return;
        _ = WriteAsync(value);
    }

    public void Dispose() => _over.Cancel();

    private async Task WriteAsync(double value)
    {
        try
        {
            await jobs.ProgressAsync(orgId, jobId, station, value, _over.Token);
            Volatile.Write(ref _written, value);
        }
        catch (Exception error) when (error is OperationCanceledException or WorkException)
        {
            // The work itself is what counts; its end is written by the step, with retries.
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
