using System.Globalization;

namespace Shortloop.Core.Patterns;

/// <summary>Numbers in sentences, the same in every place and culture.</summary>
public static class Say
{
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0#} s");

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Level(double lufs) => string.Create(CultureInfo.InvariantCulture, $"{lufs:0.0} LUFS").Replace('-', '−');

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    /// <summary>Motion is small by nature: three digits.</summary>
    public static string Motion(double motion) => motion.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Range(double start, double end) =>
        string.Create(CultureInfo.InvariantCulture, $"{start:0.0#}–{end:0.0#} s");
}
