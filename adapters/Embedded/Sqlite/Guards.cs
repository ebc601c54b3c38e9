using System.Buffers;
using System.Text;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

/// <summary>The port's limits, kept here too: what an embedded store let through would break on the day of the move to Cosmos.</summary>
internal static class Guards
{
    private const int MaxBytes = 2 * 1024 * 1024;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\?#");

    public static DocumentKey Key(Container container, string partition, string id)
    {
        if (id.Length is 0 or > 255 || id.AsSpan().ContainsAny(Forbidden))
            throw new ArgumentException($"'{id}' cannot be a document id: 1 to 255 characters, none of / \\ ? #.", nameof(id));
        ArgumentException.ThrowIfNullOrEmpty(partition);
        return new DocumentKey(container.Name, partition, id);
    }

    public static string Size(string body, DocumentKey key) =>
        Encoding.UTF8.GetByteCount(body) <= MaxBytes
            ? body
            : throw new PermanentException("document_too_large", $"Document {key.Id} in {key.Container} has more than 2 MB.");

    public static string RequiredETag(Document document) =>
        document.ETag ?? throw new ArgumentException($"Replacing {document.Id} needs the ETag of the version it replaces.", nameof(document));
}
