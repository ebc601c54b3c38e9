using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Rig;

/// <summary>Hands out links to nowhere, and has every file that it is asked for, but for copies that nobody made.</summary>
internal sealed class NoBlobs : IBlobStore
{
    public Dictionary<string, long> Lengths { get; } = [];

    public Task EnsureReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<Uri> CreateWriteLinkAsync(string path, TimeSpan life, CancellationToken cancellation) => Task.FromResult(new Uri($"https://blobs.example/{path}"));

    public Task<Uri> CreateReadLinkAsync(string path, TimeSpan life, string? downloadName, CancellationToken cancellation) =>
        Task.FromResult(new Uri($"https://blobs.example/{path}"));

    public Task<IReadOnlyList<BlobBlock>> ListUncommittedBlocksAsync(string path, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<BlobFacts?> CommitBlocksAsync(string path, IReadOnlyList<string> blockIds, string contentType, CancellationToken cancellation) => GetFactsAsync(path, cancellation);

    public Task<BlobFacts?> GetFactsAsync(string path, CancellationToken cancellation) =>
        Task.FromResult(path.EndsWith("/original", StringComparison.Ordinal) && !Lengths.ContainsKey(path) ? null : Facts(path));

    public Task<Stream?> OpenReadAsync(string path, long offset, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<BlobFacts> WriteAsync(string path, Stream content, string contentType, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<BlobFacts?> CopyAsync(string from, string to, CancellationToken cancellation) =>
        Task.FromResult<BlobFacts?>(Facts(from) with { Path = to });

    public Task PutBlockAsync(string path, string blockId, Stream content, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<BlobFacts>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation) => throw new NotSupportedException();

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellation) => Task.CompletedTask;

    private BlobFacts Facts(string path) => new(path, Lengths.GetValueOrDefault(path, 1), "application/octet-stream", "1");
}
