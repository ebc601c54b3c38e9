using System.Globalization;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>Frame rates as ffmpeg wants them: exact, also those of television (30000/1001).</summary>
internal static class FrameRates
{
    public static string Text(double rate)
    {
        var whole = (int)Math.Round(rate);
        if (Math.Abs(rate - whole) < 0.002) return whole.ToString(CultureInfo.InvariantCulture);
        var next = (int)Math.Ceiling(rate);
        return Math.Abs(rate - (next * 1000d / 1001)) < 0.002
            ? string.Create(CultureInfo.InvariantCulture, $"{next * 1000}/1001")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(rate * 1000)}/1000");
    }
}
