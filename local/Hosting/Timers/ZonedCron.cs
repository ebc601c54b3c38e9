using NCrontab;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>
/// A cron expression on the wall clock of a time zone, with the official host's way at its changes: what lies in the hour that spring
/// leaves out comes an hour later by the clock, and what lies in the hour that comes twice in autumn runs the second time only.
/// </summary>
internal sealed class ZonedCron(CrontabSchedule cron, TimeZoneInfo zone)
{
    public DateTimeOffset After(DateTimeOffset time)
    {
        var wall = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        DateTimeOffset next;
        do
        {
            wall = cron.GetNextOccurrence(wall);
            next = new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
        }
        while (next <= time);
        return next;
    }
}
