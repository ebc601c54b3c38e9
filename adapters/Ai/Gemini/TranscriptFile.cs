using System.Globalization;
using System.Text;

namespace Shortloop.Adapters.Gemini;

/// <summary>A model's transcript as WebVTT. What it says is data: nothing in it may end a cue or become markup.</summary>
internal static class TranscriptFile
{
    private const double Longest = 24 * 3600;

    /// <returns>Null: no line that can be used.</returns>
    public static byte[]? Of(Transcript transcript)
    {
        TranscriptLine[] lines = [.. (transcript.Lines ?? [])
            .Where(l => l.Start >= 0 && l.End > l.Start && l.End <= Longest && !string.IsNullOrWhiteSpace(l.Text))
            .OrderBy(l => l.Start)];
        if (lines.Length == 0)
            return null;
        var text = new StringBuilder("WEBVTT\n\n");
        foreach (TranscriptLine line in lines)
            text.Append(CultureInfo.InvariantCulture, $"{Time(line.Start)} --> {Time(line.End)}\n{Plain(line.Text!)}\n\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Plain(string text) =>
        string.Join(' ', text.Split([' ', '\n', '\r', '\t', '\0'], StringSplitOptions.RemoveEmptyEntries))
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(double seconds)
    {
        var time = TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}");
    }
}
