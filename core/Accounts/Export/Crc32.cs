namespace Shortloop.Core.Accounts.Export;

/// <summary>The checksum of ZIP (ISO 3309), which can be kept between two pieces and gone on with.</summary>
public static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Entry((uint)n))];

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint value = ~crc;
        foreach (byte b in bytes)
            value = Table[(byte)(value ^ b)] ^ (value >> 8);
        return ~value;
    }

    private static uint Entry(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
