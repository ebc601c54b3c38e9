using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>What is known of a timer's occurrences, and what a start makes of it.</summary>
internal static class TimerPlan
{
    public static ScheduleStatus First(TimerSchedule schedule, DateTimeOffset now) => new()
    {
        Next = schedule.After(now).UtcDateTime,
        LastUpdated = now.UtcDateTime,
    };

    public static ScheduleStatus Ran(TimerSchedule schedule, DateTimeOffset at) => new()
    {
        Last = at.UtcDateTime,
        Next = schedule.After(at).UtcDateTime,
        LastUpdated = at.UtcDateTime,
    };

    /// <summary>
    /// A next time that the schedule would not have given was made by another schedule, so it is no promise any more: the new schedule
    /// counts from then, and from now where that would make it late at once.
    /// </summary>
    public static ScheduleStatus Checked(ScheduleStatus stored, TimerSchedule schedule, DateTimeOffset now)
    {
        var counted = stored.Last != default ? stored.Last : stored.LastUpdated;
        var from = counted != default ? Utc(counted) : now;
        var expected = schedule.After(from);
        if (Utc(stored.Next) == expected) return stored;
        if (expected < now) (from, expected) = (now, schedule.After(now));
        return new() { Next = expected.UtcDateTime, LastUpdated = from.UtcDateTime };
    }

    public static DateTimeOffset Utc(DateTime value) => new(DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
