using Shortloop.Core.Study.Captions.Formats;

namespace Shortloop.Core.Study.Captions;

/// <summary>
/// Reads a caption file as people have them: WebVTT (W3C), SubRip, or plain text, told from the content; any line ends, byte-order marks, wrong
/// encodings, cues out of order, overlapping or repeated (as rolling captions have them), styles, positions, speakers.
/// </summary>
public static class CaptionFile
{
    /// <summary>Captions of a whole day of talk have less.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private static readonly Problem TooLarge = new(
        ProblemKind.TooLarge, "captions_too_large", "A caption file has at most 5 MB. Is this the video itself? Upload its captions (VTT, SRT or TXT) instead.");

    private static readonly Problem NotText = new(
        ProblemKind.UnsupportedMedia, "captions_not_text", "This is not a text file. Upload captions as VTT, SRT or TXT.");

    private static readonly Problem Empty = new(
        ProblemKind.Invalid, "captions_empty", "There are no words in this file. Check that it holds captions, and upload it again.");

    public static Outcome<Transcript> Read(ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxBytes)
            return TooLarge;
        if (CaptionEncoding.Decode(content) is not { } text)
            return NotText;
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        bool timed = TimeLine.Occurs(lines);
        // Captions in which nothing is said have a heading and no times: they are not a text about it.
        IEnumerable<Cue> cues = (timed, WebVtt.IsOne(lines)) switch
        {
            (true, true) => WebVtt.Read(lines),
            (true, false) => SubRip.Read(lines),
            (false, true) => [],
            (false, false) => PlainText.Read(lines),
        };
        IReadOnlyList<Cue> clean = timed ? RollingCaptions.Unroll(cues) : [.. cues];
        return clean.Count == 0 ? Empty : new Transcript(clean, timed);
    }
}
