using System.Globalization;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Moving;

/// <summary>Puts what an export's vector index held into another one. Repeated, it puts the same again.</summary>
internal sealed class ImportVectors(IVectorIndex index, TimeProvider clock, TextWriter output)
{
    private const int AtOnce = 8;
    private const int MostTries = 20;

    /// <exception cref="StartException">The file is missing or not as it was exported.</exception>
    public async Task RunAsync(string folder, MoveManifest manifest, CancellationToken stop)
    {
        if (manifest.Vectors is not { } moved)
            return;
        await moved.CheckAsync(folder, stop);
        await Parallel.ForEachAsync(
            MovedVectors.ReadAsync(folder, stop), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (entry, cancellation) => await PutAsync(entry, cancellation));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{"vectors",-16} {moved.Count,8} entries"));
    }

    private async Task PutAsync(VectorEntry entry, CancellationToken stop)
    {
        for (int tries = 1; ; tries++)
            try
            {
                await index.UpsertAsync(entry, stop);
                return;
            }
            catch (TransientException error) when (tries < MostTries)
            {
                await Task.Delay(error.RetryAfter ?? TimeSpan.FromSeconds(1), clock, stop);
            }
    }
}
