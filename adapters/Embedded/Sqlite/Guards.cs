using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Sqlite;

internal static class Guards
{
    public static DocumentKey Key(Container container, string partition, string id)
    {
        DocumentRules.CheckKey(partition, id);
        return new DocumentKey(container.Name, partition, id);
    }

    public static string Size(string body, DocumentKey key) =>
        Encoding.UTF8.GetByteCount(body) <= DocumentRules.MaxBytes ? body : throw DocumentRules.TooLarge(key.Container, key.Id);
}
