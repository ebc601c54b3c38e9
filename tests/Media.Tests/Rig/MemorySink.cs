using System.Collections.Concurrent;
using Shortloop.Core.Ports;

namespace Shortloop.Media.Tests.Rig;

public sealed class MemorySink : IMediaSink
{
    public ConcurrentDictionary<string, byte[]> Files { get; } = [];

    public async Task SaveAsync(string name, string contentType, Stream content, CancellationToken cancellation)
    {
        Assert.Equal("image/jpeg", contentType);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation);
        Assert.True(Files.TryAdd(name, copy.ToArray()), name);
    }
}
