using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Study.Sources;

/// <summary>JSON of ours in the blob store.</summary>
internal static class StudyBlobs
{
    public static async Task<T?> ReadAsync<T>(IBlobStore blobs, string path, CancellationToken cancellation)
        where T : class
    {
        await using Stream? stored = await blobs.OpenReadAsync(path, 0, cancellation);
        return stored is null ? null : await JsonSerializer.DeserializeAsync<T>(stored, JsonSerializerOptions.Web, cancellation);
    }

    public static async Task WriteAsync<T>(IBlobStore blobs, string path, T value, CancellationToken cancellation)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web), writable: false);
        await blobs.WriteAsync(path, content, "application/json", cancellation);
    }

    public static async Task<byte[]?> ReadBytesAsync(IBlobStore blobs, string path, CancellationToken cancellation)
    {
        await using Stream? stored = await blobs.OpenReadAsync(path, 0, cancellation);
        if (stored is null)
            return null;
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy, cancellation);
        return copy.ToArray();
    }
}
