using System.Globalization;

namespace Shortloop.Core.Coach;

/// <summary>Which plan is the present one: a day in the person's zone, and the part of it where plans are renewed more often.</summary>
/// <param name="Slot">Names the part; part of the plan's identity. Another renewal has other slots, so that a new tier gives a new plan at once.</param>
/// <param name="Ends">When the next one begins.</param>
internal sealed record CoachDay(DateOnly Date, string Slot, DateTimeOffset Ends)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="renewal">Counted from midnight by the clock on the wall; the last part of a day ends with it.</param>
    public static CoachDay At(DateTimeOffset now, TimeZoneInfo zone, TimeSpan renewal)
    {
        DateTime wall = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        TimeSpan part = renewal < Day && renewal > TimeSpan.Zero ? renewal : Day;
        int slot = (int)(wall.TimeOfDay.Ticks / part.Ticks);
        TimeSpan end = part * (slot + 1) < Day ? part * (slot + 1) : Day;
        return new CoachDay(
            DateOnly.FromDateTime(wall), string.Create(CultureInfo.InvariantCulture, $"{part.TotalHours}h{slot}"), Instant(wall.Date + end, zone));
    }

    /// <summary>The person's day at an instant.</summary>
    public static DateOnly Today(DateTimeOffset now, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <returns>Null: no IANA name that this machine knows.</returns>
    public static TimeZoneInfo? FindZone(string name) =>
        name.Length is > 0 and <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) && zone.HasIanaId ? zone : null;

    // In spring an hour is left out, in some zones the first of the day: then its end is what is meant.
    private static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        DateTime local = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }
}

/// <summary>For answers: which day it is where somebody is.</summary>
public static class CoachZones
{
    /// <param name="name">Null or unknown: UTC.</param>
    public static DateOnly Today(string? name, DateTimeOffset now) => CoachDay.Today(now, CoachDay.FindZone(name ?? "") ?? TimeZoneInfo.Utc);
}
