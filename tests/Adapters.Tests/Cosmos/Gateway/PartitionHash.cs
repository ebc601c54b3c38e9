using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <summary>
/// Where a partition key lies: MurmurHash3 (x64, 128 bits, https://github.com/aappleby/smhasher) of the text between its kind (8) and FF, most significant byte
/// first, in the lower quarter of the range.
/// </summary>
internal static class PartitionHash
{
    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public static string Of(string key)
    {
        byte[] hash = Murmur([8, .. Encoding.UTF8.GetBytes(key), 0xFF]);
        Array.Reverse(hash);
        hash[0] &= 0x3F;
        return Convert.ToHexString(hash);
    }

    private static byte[] Murmur(ReadOnlySpan<byte> data)
    {
        (ulong one, ulong two) = (0, 0);
        int length = data.Length;
        for (; data.Length >= 16; data = data[16..])
        {
            one ^= First(BinaryPrimitives.ReadUInt64LittleEndian(data));
            one = ((BitOperations.RotateLeft(one, 27) + two) * 5) + 0x52dce729;
            two ^= Second(BinaryPrimitives.ReadUInt64LittleEndian(data[8..]));
            two = ((BitOperations.RotateLeft(two, 31) + one) * 5) + 0x38495ab5;
        }

        Span<byte> tail = stackalloc byte[16];
        data.CopyTo(tail);
        two ^= Second(BinaryPrimitives.ReadUInt64LittleEndian(tail[8..]));
        one ^= First(BinaryPrimitives.ReadUInt64LittleEndian(tail));
        (one, two) = (one ^ (ulong)length, two ^ (ulong)length);
        one += two;
        two += one;
        (one, two) = (Mixed(one), Mixed(two));
        one += two;
        two += one;
        byte[] hash = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, one);
        BinaryPrimitives.WriteUInt64LittleEndian(hash.AsSpan(8), two);
        return hash;
    }

    private static ulong First(ulong block) => BitOperations.RotateLeft(block * C1, 31) * C2;

    private static ulong Second(ulong block) => BitOperations.RotateLeft(block * C2, 33) * C1;

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
