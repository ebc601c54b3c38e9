using System.Buffers.Binary;

namespace Shortloop.Adapters.Pdf;

/// <summary>Which letters a TrueType font has a glyph for, by its cmap table (OpenType specification, formats 4 and 12).</summary>
internal static class FontCoverage
{
    private const int Windows = 3, Unicode = 0;

    /// <returns>Code points.</returns>
    public static HashSet<int> Of(ReadOnlySpan<byte> font)
    {
        var covered = new HashSet<int>();
        ReadOnlySpan<byte> cmap = Table(font, "cmap"u8);
        for (int record = 0; record < U16(cmap, 2); record++)
        {
            int at = 4 + (record * 8);
            if (U16(cmap, at) is not (Windows or Unicode))
                continue;
            ReadOnlySpan<byte> map = cmap[(int)U32(cmap, at + 4)..];
            switch (U16(map, 0))
            {
                case 4:
                    AddSegments(map, covered);
                    break;
                case 12:
                    AddGroups(map, covered);
                    break;
            }
        }

        return covered;
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font, ReadOnlySpan<byte> tag)
    {
        for (int table = 0; table < U16(font, 4); table++)
        {
            int at = 12 + (table * 16);
            if (font.Slice(at, 4).SequenceEqual(tag))
                return font[(int)U32(font, at + 8)..];
        }

        throw new InvalidDataException("This is no TrueType font: it has no cmap.");
    }

    private static void AddSegments(ReadOnlySpan<byte> map, HashSet<int> covered)
    {
        int length = U16(map, 6), ends = 14, starts = 16 + length, deltas = starts + length, offsets = deltas + length;
        for (int segment = 0; segment < length; segment += 2)
        {
            int start = U16(map, starts + segment), end = U16(map, ends + segment), offset = U16(map, offsets + segment);
            for (int code = start; code <= end && code != 0xFFFF; code++)
            {
                int glyph = offset == 0 ? code + U16(map, deltas + segment) : U16(map, offsets + segment + offset + (2 * (code - start)));
                if ((glyph & 0xFFFF) != 0)
                    covered.Add(code);
            }
        }
    }

    private static void AddGroups(ReadOnlySpan<byte> map, HashSet<int> covered)
    {
        for (int group = 0; group < U32(map, 12); group++)
        {
            int at = 16 + (group * 12);
            for (uint code = U32(map, at); code <= U32(map, at + 4); code++)
                covered.Add((int)code);
        }
    }

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
