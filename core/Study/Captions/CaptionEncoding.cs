using System.Text;

namespace Shortloop.Core.Study.Captions;

/// <summary>
/// Bytes to text. A byte-order mark decides; else UTF-8 if it is valid; else UTF-16 if every other byte is zero; else one of the two single-byte
/// code pages that old subtitle tools write: windows-1251 where the letters come in runs, as in Cyrillic words, and windows-1252 where they stand alone.
/// </summary>
internal static class CaptionEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null: this is no text.</returns>
    internal static string? Decode(ReadOnlySpan<byte> content)
    {
        string text = content switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
            [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            _ => WithoutMark(content),
        };
        return text.AsSpan().Contains('\0') ? null : text;
    }

    private static string WithoutMark(ReadOnlySpan<byte> content)
    {
        if (HasZeros(content, 1) && !HasZeros(content, 0))
            return Encoding.Unicode.GetString(content);
        if (HasZeros(content, 0) && !HasZeros(content, 1))
            return Encoding.BigEndianUnicode.GetString(content);
        try
        {
            return StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(LooksCyrillic(content) ? 1251 : 1252)!.GetString(content);
        }
    }

    private static bool HasZeros(ReadOnlySpan<byte> content, int from)
    {
        int zeros = 0, seen = 0;
        for (int at = from; at < content.Length && seen < 2000; at += 2, seen++)
            zeros += content[at] == 0 ? 1 : 0;
        return seen > 0 && zeros > seen / 2;
    }

    // Western text has an accent here and there; Cyrillic words are made of such bytes.
    private static bool LooksCyrillic(ReadOnlySpan<byte> content)
    {
        int high = 0, followed = 0;
        for (int at = 0; at < content.Length; at++)
        {
            if (content[at] < 0xC0)
                continue;
            high++;
            followed += at + 1 < content.Length && content[at + 1] >= 0xC0 ? 1 : 0;
        }

        return followed > high / 2;
    }
}
