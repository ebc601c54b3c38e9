using System.Text;

namespace Shortloop.Sdk.Tests.Worker;

/// <summary>
/// A protobuf message by its field numbers (https://protobuf.dev/programming-guides/encoding). The worker's own message types are internal to it, and of its
/// protocol a handful of fields is needed.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, byte[] Value)> _parts = [];
    private readonly Dictionary<int, ulong> _numbers = [];

    public IEnumerable<int> Fields => _parts.Select(part => part.Field);

    public ProtoMessage Put(int field, string value) => Put(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Put(int field, ProtoMessage value) => Put(field, value.Write());

    /// <summary>An entry of a map from texts to texts.</summary>
    public ProtoMessage Put(int field, string key, string value) => Put(field, new ProtoMessage().Put(1, key).Put(2, value));

    public ProtoMessage Put(int field, byte[] value)
    {
        _parts.Add((field, value));
        return this;
    }

    public string Text(int field) => _parts.LastOrDefault(part => part.Field == field).Value is { } value ? Encoding.UTF8.GetString(value) : "";

    public ulong Number(int field) => _numbers.GetValueOrDefault(field);

    public bool Has(int field) => _parts.Exists(part => part.Field == field);

    public ProtoMessage Message(int field) => All(field).LastOrDefault() ?? new();

    public IEnumerable<ProtoMessage> All(int field) => _parts.Where(part => part.Field == field).Select(part => Read(part.Value));

    public IEnumerable<byte[]> Raw(int field) => _parts.Where(part => part.Field == field).Select(part => part.Value);

    public Dictionary<string, string> Map(int field) => All(field).ToDictionary(entry => entry.Text(1), entry => entry.Text(2));

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        foreach (var (field, value) in _parts)
        {
            WriteNumber(bytes, ((ulong)field << 3) | 2);
            WriteNumber(bytes, (ulong)value.Length);
            bytes.Write(value);
        }

        return bytes.ToArray();
    }

    public static ProtoMessage Read(byte[] bytes)
    {
        var message = new ProtoMessage();
        for (int at = 0; at < bytes.Length;)
        {
            ulong tag = ReadNumber(bytes, ref at);
            int field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    message._numbers[field] = ReadNumber(bytes, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    int length = (int)ReadNumber(bytes, ref at);
                    message._parts.Add((field, bytes[at..(at + length)]));
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Field {field} has an unknown kind.");
            }
        }

        return message;
    }

    private static void WriteNumber(Stream bytes, ulong value)
    {
        for (; value > 127; value >>= 7)
            bytes.WriteByte((byte)(value | 128));
        bytes.WriteByte((byte)value);
    }

    private static ulong ReadNumber(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
                return value;
        }
    }
}
