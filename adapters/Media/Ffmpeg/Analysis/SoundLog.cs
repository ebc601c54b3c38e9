using System.Globalization;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Analysis;

/// <summary>One tenth of a second of sound. <see cref="Momentary"/> is of the 400 ms that end with it (EBU R 128), LUFS.</summary>
internal readonly record struct SoundSample(double At, double Momentary);

/// <summary>Reads what ebur128 measured: the tenths from ametadata's file, the totals from the summary on standard error.</summary>
internal static class SoundLog
{
    /// <summary>Below this it counts as silence, LUFS.</summary>
    private const double Silence = -50;
    private const double ShortestSilence = 0.5;

    /// <summary>Length of a sample and of the window that ends with it, seconds.</summary>
    private const double Step = 0.1;
    private const double Window = 0.4;

    /// <summary>What ebur128 says where nothing is above its absolute gate.</summary>
    private const double Gate = -70;

    public static async Task<IReadOnlyList<SoundSample>> ReadSamplesAsync(string path, CancellationToken cancellation)
    {
        var samples = new List<SoundSample>();
        if (!File.Exists(path)) return samples;
        var at = 0d;
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            const string time = "pts_time:";
            const string loudness = "lavfi.r128.M=";
            if (line.IndexOf(time, StringComparison.Ordinal) is >= 0 and var where) at = Number(line.AsSpan(where + time.Length));
            else if (line.StartsWith(loudness, StringComparison.Ordinal)) samples.Add(new SoundSample(at, Number(line.AsSpan(loudness.Length))));
        }

        return samples;
    }

    public static SoundMeasurements Measure(IReadOnlyList<SoundSample> samples, SoundTotals totals)
    {
        double[] starts = [.. samples.Select(sample => sample.At), samples.Count == 0 ? 0 : samples[^1].At + Step];
        var heard = samples.FirstOrDefault(sample => sample.Momentary >= Silence, new SoundSample(-1, 0)).At;
        return new SoundMeasurements(
            totals.Integrated,
            totals.Integrated is null ? null : totals.Range,
            totals.Peak,
            // The window is still full of the last sound when it ends, so silence began where the first quiet window begins.
            Spans.Of(samples.Count, i => !(samples[i].Momentary >= Silence), starts, ShortestSilence, lead: Window - Step),
            heard < 0 ? null : Spans.Round(heard));
    }

    public static SoundTotals ReadTotals(string stderr)
    {
        var summary = stderr.LastIndexOf("Integrated loudness:", StringComparison.Ordinal);
        if (summary < 0) return new SoundTotals(null, null, null);
        var text = stderr.AsSpan(summary);
        return new SoundTotals(
            Field(text, "I:") is { } loud and > Gate ? loud : null, Field(text, "LRA:"), Field(text, "Peak:"));
    }

    private static double? Field(ReadOnlySpan<char> text, string name)
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return null;
        var number = Number(text[(at + name.Length)..].TrimStart());
        return double.IsFinite(number) ? number : null;
    }

    /// <summary>The number at the start; NaN where there is none ("nan", "-inf").</summary>
    private static double Number(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '-' or '.' or 'e' or '+')) length++;
        return double.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}

/// <summary>LUFS, LU, and the highest sample (dBFS) or true peak (dBTP), whichever ebur128 was asked for; null: too quiet to be measured.</summary>
internal sealed record SoundTotals(double? Integrated, double? Range, double? Peak);
