using System.Globalization;

namespace Shortloop.Core.Assistant.Tools;

/// <summary>Numbers and times on cards.</summary>
internal static class Say
{
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s");

    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>In the person's zone.</summary>
    public static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("ddd d MMM yyyy HH:mm zzz", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => Time(time, TimeZoneInfo.Utc);

    public static string Word<T>(T value)
        where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
