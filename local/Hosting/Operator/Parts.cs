using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.DurableTask.Client;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>Pieces that several pages are made of.</summary>
internal static class Parts
{
    private const int MostShown = 20_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In UTC; the script turns it into the reader's own time.</summary>
    public static Html Time(DateTimeOffset? at) => at is { } known
        ? $"""<time datetime="{known.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}">{known.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC</time>"""
        : (Html)$"""<span class="none">–</span>""";

    public static Html Pill(OrchestrationRuntimeStatus status) =>
        $"""<span class="pill {status.ToString().ToLowerInvariant()}">{status.ToString()}</span>""";

    /// <summary>JSON on lines of its own; long texts are cut and say so.</summary>
    public static Html Payload(string? text)
    {
        if (text is null) return $"""<p class="none">none</p>""";
        string shown = Pretty(text);
        return shown.Length <= MostShown
            ? $"<pre>{shown}</pre>"
            : (Html)$"""<pre>{shown[..MostShown]}</pre><p class="none">Cut here; {shown.Length - MostShown} more characters.</p>""";
    }

    public static string Duration(TimeSpan span) => span switch
    {
        { TotalMilliseconds: < 1 } => "0 ms",
        { TotalSeconds: < 1 } => Text($"{span.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => Text($"{span.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => Text($"{span.Minutes} min {span.Seconds} s"),
        { TotalDays: < 1 } => Text($"{span.Hours} h {span.Minutes} min"),
        _ => Text($"{span.TotalDays:0.0} days"),
    };

    /// <summary>Text where it is text, otherwise how much there is of it.</summary>
    public static string Body(ReadOnlyMemory<byte> body)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            return text.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            return Text($"{body.Length} bytes that aren't text");
        }
    }

    private static string Pretty(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(json.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
