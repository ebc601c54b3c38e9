using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Rig;

/// <summary>Blobs in memory, with the service's rule that only what a list names becomes part of a blob.</summary>
internal sealed class MemoryBlobs : IBlobStore
{
    private readonly SortedDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, byte[]>> _blocks = [];

    public IEnumerable<string> Paths => _blobs.Keys;

    public int LargestBlock { get; private set; }

    /// <summary>Called before each block is put; what it throws, the caller meets.</summary>
    public Action BeforePut { get; set; } = () => { };

    /// <summary>Awaited before a blob is opened.</summary>
    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    public byte[] this[string path]
    {
        get => _blobs[path];
        set => _blobs[path] = value;
    }

    public Task EnsureReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<Uri> CreateWriteLinkAsync(string path, TimeSpan life, CancellationToken cancellation) => Task.FromResult(new Uri($"https://blobs.example/{path}?write"));

    public Task<Uri> CreateReadLinkAsync(string path, TimeSpan life, string? downloadName, CancellationToken cancellation) =>
        Task.FromResult(new Uri($"https://blobs.example/{path}?name={downloadName}"));

    public Task<IReadOnlyList<BlobBlock>> ListUncommittedBlocksAsync(string path, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<BlobBlock>>([.. _blocks.GetValueOrDefault(path, []).Select(b => new BlobBlock(b.Key, b.Value.Length))]);

    public async Task PutBlockAsync(string path, string blockId, Stream content, CancellationToken cancellation)
    {
        BeforePut();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation);
        LargestBlock = Math.Max(LargestBlock, (int)copy.Length);
        if (!_blocks.TryGetValue(path, out Dictionary<string, byte[]>? blocks))
            _blocks[path] = blocks = [];
        blocks[blockId] = copy.ToArray();
    }

    public Task<BlobFacts?> CommitBlocksAsync(string path, IReadOnlyList<string> blockIds, string contentType, CancellationToken cancellation)
    {
        Dictionary<string, byte[]> blocks = _blocks.GetValueOrDefault(path, []);
        if (!blockIds.All(blocks.ContainsKey))
            return Task.FromResult<BlobFacts?>(null);
        _blobs[path] = [.. blockIds.SelectMany(id => blocks[id])];
        return GetFactsAsync(path, cancellation);
    }

    public Task<BlobFacts?> GetFactsAsync(string path, CancellationToken cancellation) => Task.FromResult(_blobs.TryGetValue(path, out byte[]? bytes) ? Facts(path, bytes) : null);

    public async Task<Stream?> OpenReadAsync(string path, long offset, CancellationToken cancellation)
    {
        await BeforeRead();
        return _blobs.TryGetValue(path, out byte[]? bytes) ? new MemoryStream(bytes, writable: false) { Position = offset } : null;
    }

    public async Task<BlobFacts> WriteAsync(string path, Stream content, string contentType, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation);
        return Facts(path, _blobs[path] = copy.ToArray());
    }

    public Task<BlobFacts?> CopyAsync(string from, string to, CancellationToken cancellation)
    {
        if (!_blobs.TryGetValue(from, out byte[]? bytes))
            return Task.FromResult<BlobFacts?>(null);
        _blobs.TryAdd(to, bytes);
        return GetFactsAsync(to, cancellation);
    }

    public Task<Page<BlobFacts>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation)
    {
        BlobFacts[] found = [.. _blobs.Where(b => b.Key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(b.Key, continuation) > 0)
            .Take(limit).Select(b => Facts(b.Key, b.Value))];
        return Task.FromResult(new Page<BlobFacts>(found, found.Length == limit ? found[^1].Path : null));
    }

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellation)
    {
        foreach (string path in _blobs.Keys.Where(p => p.StartsWith(prefix, StringComparison.Ordinal)).ToArray())
            _blobs.Remove(path);
        foreach (string path in _blocks.Keys.Where(p => p.StartsWith(prefix, StringComparison.Ordinal)).ToArray())
            _blocks.Remove(path);
        return Task.CompletedTask;
    }

    private static BlobFacts Facts(string path, byte[] bytes) => new(path, bytes.Length, "application/octet-stream", "\"1\"");
}
