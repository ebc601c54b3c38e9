using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Moving;

/// <summary>
/// Writes an export's documents into an empty store. Repeating it goes on with the container in which it was interrupted, whose documents are
/// written over with themselves; once finished it does nothing more, because the target may have moved on.
/// </summary>
/// <param name="bulk">The same store, made for many writes at once: a single one waits there for others to go with.</param>
internal sealed class ImportDocuments(IDocumentStore store, IDocumentStore bulk, TimeProvider clock, TextWriter output)
{
    private const int AtOnce = 200;
    private const int MostTries = 20;

    /// <exception cref="StartException">The export is damaged, the target is not empty or took another export, or does not hold what it was given.</exception>
    public async Task RunAsync(string folder, MoveManifest manifest, CancellationToken stop)
    {
        await CheckFilesAsync(folder, manifest, stop);
        MoveMark mark = await BeginAsync(manifest, stop);
        if (mark.FinishedAt is { } end)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The documents of this export were imported already, at {end:u}. Nothing was changed."));
            return;
        }

        foreach (MovedContainer moved in manifest.Containers.Where(moved => moved.Documents > 0 && !mark.Done.Contains(moved.Name)))
        {
            Container container = Containers.All.Single(one => one.Name == moved.Name);
            int written = await WriteAsync(container, folder, manifest, stop);
            await CheckCountAsync(container, moved, stop);
            mark = await PutAsync(mark with { Done = [.. mark.Done, moved.Name] }, stop);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{moved.Name,-16} {written,8} documents"));
        }

        await PutAsync(mark with { FinishedAt = clock.GetUtcNow() }, stop);
    }

    /// <summary>Of what is not documents: a part that is all there is not put again, because people may have changed or deleted of it since.</summary>
    /// <param name="part">Its name in the mark; documents have been imported before it.</param>
    public async Task OnceAsync(string part, Func<Task> import, CancellationToken stop)
    {
        MoveMark mark = await PatientlyAsync(() => store.ReadAsync<MoveMark>(Containers.Settings, MoveMark.ThePartition, MoveMark.TheId, stop), stop)
            ?? throw new InvalidOperationException("Documents come first.");
        if (mark.Done.Contains(part))
        {
            await output.WriteLineAsync($"The export's {part} were imported already. Nothing was changed.");
            return;
        }

        await import();
        await PutAsync(mark with { Done = [.. mark.Done, part] }, stop);
    }

    private static async Task CheckFilesAsync(string folder, MoveManifest manifest, CancellationToken stop)
    {
        foreach (MovedContainer moved in manifest.Containers)
        {
            string path = MoveManifest.DocumentsOf(folder, moved.Name);
            if (!File.Exists(path))
                throw new StartException($"{path} is missing. Export again.");
            await using FileStream file = File.OpenRead(path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop)) != moved.Sha256)
                throw new StartException($"{path} is not as it was exported. Export again.");
        }
    }

    private async Task<MoveMark> BeginAsync(MoveManifest manifest, CancellationToken stop)
    {
        MoveMark? mark = await store.ReadAsync<MoveMark>(Containers.Settings, MoveMark.ThePartition, MoveMark.TheId, stop);
        if (mark is not null)
            return mark.ExportId == manifest.Id ? mark : throw new StartException("The target took another export. Import into an empty database.");
        long[] counts = await Task.WhenAll(Containers.All.Select(container => PatientlyAsync(() => store.CountAsync(container, null, null, stop), stop)));
        string[] full = [.. Containers.All.Zip(counts).Where(pair => pair.Second > 0).Select(pair => pair.First.Name)];
        if (full.Length > 0)
            throw new StartException($"The target is not empty: {string.Join(", ", full)}. Import into an empty database, before the app has started on it.");
        return await PutAsync(new MoveMark
        {
            Id = MoveMark.TheId,
            Partition = MoveMark.ThePartition,
            OrgId = MoveMark.ThePartition,
            CreatedBy = "import",
            CreatedAt = clock.GetUtcNow(),
            ExportId = manifest.Id,
        }, stop);
    }

    private async Task<int> WriteAsync(Container container, string folder, MoveManifest manifest, CancellationToken stop)
    {
        int gone = (int)(clock.GetUtcNow() - manifest.TakenAt).TotalSeconds;
        int written = 0;
        var lines = File.ReadLinesAsync(MoveManifest.DocumentsOf(folder, container.Name), stop);
        await Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (line, cancellation) =>
        {
            AnyDocument document = JsonSerializer.Deserialize<AnyDocument>(line, DocumentJson.Options)!;
            if (document.TtlSeconds is { } left)
                document = document with { TtlSeconds = left - gone };
            if (document.TtlSeconds <= 0)
                return;
            await PatientlyAsync(() => bulk.UpsertAsync(container, document, cancellation), cancellation);
            Interlocked.Increment(ref written);
        });
        return written;
    }

    // Those with a time to live go by themselves at any moment; the others must all be there, and no more.
    private async Task CheckCountAsync(Container container, MovedContainer moved, CancellationToken stop)
    {
        long lasting = await PatientlyAsync(() => store.CountAsync(container, null, [new Condition("ttl", Comparison.Equal, null)], stop), stop);
        if (container == Containers.Settings)
            lasting--;
        if (lasting != moved.Lasting)
            throw new StartException(string.Create(CultureInfo.InvariantCulture,
                $"'{container.Name}' holds {lasting} lasting documents and not {moved.Lasting}: somebody else writes to it. Empty the database and import again."));
    }

    private Task<MoveMark> PutAsync(MoveMark mark, CancellationToken stop) => PatientlyAsync(() => store.UpsertAsync(Containers.Settings, mark, stop), stop);

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> call, CancellationToken stop)
    {
        for (int tries = 1; ; tries++)
            try
            {
                return await call();
            }
            catch (TransientException error) when (tries < MostTries)
            {
                await Task.Delay(error.RetryAfter ?? TimeSpan.FromSeconds(1), clock, stop);
            }
    }
}
