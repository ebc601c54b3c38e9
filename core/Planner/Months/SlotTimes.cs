using System.Globalization;

namespace Shortloop.Core.Planner.Months;

/// <param name="At">In UTC.</param>
/// <param name="Wall">The same on the zone's wall clock.</param>
public sealed record SlotTime(int Day, int Slot, DateTimeOffset At, DateTime Wall)
{
    public string WallText => Wall.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>
/// The scheduler: when a month's posts go out, on the wall clock of a zone. A time that the clock skips in spring is moved behind the gap; of one that
/// comes twice in autumn the first is taken.
/// </summary>
public static class SlotTimes
{
    private static readonly TimeOnly[][] Usual =
    [
        [new(18, 0)],
        [new(12, 0), new(18, 0)],
        [new(9, 0), new(13, 0), new(18, 0)],
    ];

    // More than three are spread over the waking day.
    private static readonly TimeOnly First = new(8, 0);
    private static readonly TimeSpan WakingDay = TimeSpan.FromHours(13);

    public static IReadOnlyList<TimeOnly> OfDay(int postsPerDay)
    {
        if (postsPerDay <= Usual.Length)
            return Usual[postsPerDay - 1];
        return [.. Enumerable.Range(0, postsPerDay).Select(slot => RoundToQuarter(First.Add(WakingDay * slot / (postsPerDay - 1))))];
    }

    /// <summary>All of a month that are still to come.</summary>
    public static IReadOnlyList<SlotTime> OfMonth(DateOnly first, int postsPerDay, TimeZoneInfo zone, DateTimeOffset now)
    {
        IReadOnlyList<TimeOnly> times = OfDay(postsPerDay);
        var slots = new List<SlotTime>();
        for (DateOnly day = first; day.Month == first.Month; day = day.AddDays(1))
            slots.AddRange(times.Select((time, index) => Place(day, index + 1, day.ToDateTime(time), zone)));
        return [.. slots.Where(slot => slot.At > now)];
    }

    public static SlotTime Place(DateOnly day, int slot, DateTime wall, TimeZoneInfo zone)
    {
        DateTime possible = wall;
        while (zone.IsInvalidTime(possible))
            possible = possible.AddMinutes(15);
        TimeSpan offset = zone.IsAmbiguousTime(possible) ? zone.GetAmbiguousTimeOffsets(possible).Max() : zone.GetUtcOffset(possible);
        return new SlotTime(day.Day, slot, new DateTimeOffset(possible, offset).ToUniversalTime(), possible);
    }

    private static TimeOnly RoundToQuarter(TimeOnly time) => new(time.Hour, time.Minute / 15 * 15);
}
