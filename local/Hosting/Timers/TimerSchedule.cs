using Microsoft.Extensions.Configuration;
using NCrontab;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>NCRONTAB in UTC: six fields with the seconds first, or five without.</summary>
internal sealed class TimerSchedule(CrontabSchedule schedule)
{
    /// <exception cref="FunctionCatalogException">The schedule, or the setting it names, can't be read.</exception>
    public static TimerSchedule Parse(FunctionEntry entry, string text, IConfiguration configuration)
    {
        string expression = Settings.Resolve(entry, text, configuration);
        bool seconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        var parsed = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = seconds });
        return parsed is not null
            ? new(parsed)
            : throw new FunctionCatalogException(
                [$"{entry}: the schedule '{expression}' can't be read: give six fields, as in '0 */5 * * * *' for every five minutes."]);
    }

    public DateTimeOffset After(DateTimeOffset time) => new(schedule.GetNextOccurrence(time.UtcDateTime), TimeSpan.Zero);
}
