using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Tests.Moving;

/// <summary>Storage in memory, as far as an import needs it.</summary>
internal sealed class HeldBlobs : IBlobStore
{
    public Dictionary<string, string> Held { get; } = [];

    public async Task<BlobFacts> WriteAsync(string path, Stream content, string contentType, CancellationToken cancellation)
    {
        Held[path] = $"{await new StreamReader(content).ReadToEndAsync(cancellation)} ({contentType})";
        return (await GetFactsAsync(path, cancellation))!;
    }

    public Task<BlobFacts?> GetFactsAsync(string path, CancellationToken cancellation) =>
        Task.FromResult(Held.TryGetValue(path, out string? held) ? new BlobFacts(path, held.IndexOf(' ', StringComparison.Ordinal), "", "") : null);

    public Task EnsureReadyAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Uri> CreateWriteLinkAsync(string path, TimeSpan life, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Uri> CreateReadLinkAsync(string path, TimeSpan life, string? downloadName, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<BlobBlock>> ListUncommittedBlocksAsync(string path, CancellationToken cancellation) => throw new NotSupportedException();

    public Task PutBlockAsync(string path, string blockId, Stream content, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<BlobFacts?> CommitBlocksAsync(string path, IReadOnlyList<string> blockIds, string contentType, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Stream?> OpenReadAsync(string path, long offset, CancellationToken cancellation) =>
        Task.FromResult<Stream?>(Held.TryGetValue(path, out string? held) ? new MemoryStream(Encoding.UTF8.GetBytes(held[..held.IndexOf(' ', StringComparison.Ordinal)])) : null);

    public Task<BlobFacts?> CopyAsync(string from, string to, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<BlobFacts>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation) => throw new NotSupportedException();

    public Task DeletePrefixAsync(string prefix, CancellationToken cancellation) => throw new NotSupportedException();
}
