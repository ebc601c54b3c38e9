using System.Numerics.Tensors;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Vectors;

/// <summary>
/// Exact nearest neighbours: vectors rest in SQLite and are held in memory from the first question about their organisation,
/// kind and model on (4 bytes per dimension). Words are looked for by SQLite's FTS5, in the same file. A file that is busy or whose disk is full is a
/// transient <c>index_unavailable</c>; one that is damaged, read-only or not its own a permanent <c>index_unusable</c>, one written by a newer version a
/// permanent <c>store_newer</c>.
/// </summary>
public sealed class SqliteVectorIndex(SqliteVectorIndexOptions options, ILogger<SqliteVectorIndex>? logger = null) : IVectorIndex, IDisposable
{
    private const float UnitTolerance = 0.01f;

    /// <summary>How deep the two lists are that are fused: as Azure AI Search has them with the question that our adapter asks.</summary>
    private const int Words = 1000, Neighbours = 50;

    private readonly VectorFile file = new(options.Path, options.BusyTimeout, copy => logger?.OldFileCopied(options.Path, copy));
    private readonly Dictionary<ShelfKey, Shelf> shelves = [];
    private readonly ReaderWriterLockSlim turn = new();

    public Task UpsertAsync(VectorEntry entry, CancellationToken cancellation)
    {
        CheckUnit(entry.Vector.Span);
        var shelf = ShelfOf(new ShelfKey(entry.OrgId, entry.Kind, entry.Model));
        Exclusive(() =>
        {
            shelf.Fits(entry.Vector.Length);
            file.Put(entry);
            shelf.Put(entry.Id, entry.Vector.ToArray());
        });
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation)
    {
        Exclusive(() =>
        {
            file.Remove(orgId, kind, id);
            foreach (var (key, shelf) in shelves)
                if (key.OrgId == orgId && key.Kind == kind)
                    shelf.Remove(id);
        });
        return Task.CompletedTask;
    }

    public Task DeleteAllAsync(string orgId, CancellationToken cancellation)
    {
        Exclusive(() =>
        {
            file.RemoveAll(orgId);
            foreach (var key in shelves.Keys.Where(key => key.OrgId == orgId).ToArray())
                shelves.Remove(key);
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<VectorHit>> SearchAsync(
        string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        CheckUnit(vector.Span);
        var shelf = ShelfOf(new ShelfKey(orgId, kind, model));
        turn.EnterReadLock();
        try
        {
            return Task.FromResult(shelf.Nearest(vector.Span, top));
        }
        finally
        {
            turn.ExitReadLock();
        }
    }

    public Task<IReadOnlyList<HybridHit>> HybridAsync(
        string orgId, string kind, string model, string text, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        CheckUnit(vector.Span);
        var shelf = ShelfOf(new ShelfKey(orgId, kind, model));
        IReadOnlyList<string> near = [], said = [];
        // Alone, since the file's connection takes one question at a time; and so that both lists are of the same instant.
        Exclusive(() =>
        {
            near = [.. shelf.Nearest(vector.Span, Math.Max(top, Neighbours)).Select(hit => hit.Id)];
            if (WordQuery.Of(text) is { } question)
                said = file.Find(orgId, kind, question, Words);
        });
        return Task.FromResult(RankFusion.Fuse(top, said, near));
    }

    /// <summary>Everything that is in the file, by whose it is.</summary>
    public void ReadAll(Action<VectorEntry> each) => Exclusive(() => file.ReadAll(each));

    public void Dispose()
    {
        file.Dispose();
        turn.Dispose();
    }

    private Shelf ShelfOf(ShelfKey key)
    {
        turn.EnterReadLock();
        try
        {
            if (shelves.TryGetValue(key, out var known))
                return known;
        }
        finally
        {
            turn.ExitReadLock();
        }
        Shelf? shelf = null;
        Exclusive(() => shelf = shelves.TryGetValue(key, out var known) ? known : shelves[key] = Loaded(key));
        return shelf!;
    }

    private Shelf Loaded(ShelfKey key)
    {
        var shelf = new Shelf();
        foreach (var (id, vector) in file.Load(key))
            shelf.Put(id, vector);
        return shelf;
    }

    private void Exclusive(Action work)
    {
        turn.EnterWriteLock();
        try
        {
            work();
        }
        finally
        {
            turn.ExitWriteLock();
        }
    }

    private static void CheckUnit(ReadOnlySpan<float> vector)
    {
        if (vector.IsEmpty || MathF.Abs(TensorPrimitives.Norm(vector) - 1) > UnitTolerance)
            throw new ArgumentException("A vector must have unit length.");
    }
}
