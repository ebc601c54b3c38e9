using System.Globalization;
using Microsoft.Extensions.Configuration;
using NCrontab;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>When a timer is due: NCRONTAB (six fields with the seconds first, or five without) in a time zone, or a fixed interval.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Func<DateTimeOffset, DateTimeOffset> _after;

    private TimerSchedule(string expression, Func<DateTimeOffset, DateTimeOffset> after) => (Expression, _after) = (expression, after);

    /// <summary>As written, its settings put in.</summary>
    public string Expression { get; }

    /// <exception cref="FunctionCatalogException">The schedule, a setting it names, or the time zone can't be read.</exception>
    public static TimerSchedule Parse(FunctionEntry entry, string text, IConfiguration configuration)
    {
        string expression = Settings.Resolve(entry, text, configuration);
        bool seconds = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        if (CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = seconds }) is { } cron)
            return new(expression, new ZonedCron(cron, Zone(entry, configuration)).After);

        if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero)
            return new(expression, time => time + interval);

        throw new FunctionCatalogException(
            [$"{entry}: the schedule '{expression}' can't be read: give six fields, as in '0 */5 * * * *' for every five minutes, or an interval such as '01:00:00'."]);
    }

    public DateTimeOffset After(DateTimeOffset time) => _after(time);

    /// <summary>What runs more than once a minute isn't worth catching up on, so its occurrences are not stored.</summary>
    public bool IsBelowAMinute(DateTimeOffset now)
    {
        var first = After(now);
        return After(first) - first < Minute;
    }

    /// <summary>The setting of the official host; UTC without it.</summary>
    private static TimeZoneInfo Zone(FunctionEntry entry, IConfiguration configuration)
    {
        const string Setting = "WEBSITE_TIME_ZONE";
        if (configuration[Setting] is not { Length: > 0 } name) return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new FunctionCatalogException([$"{entry}: the time zone '{name}' in {Setting} isn't known: give one such as Europe/Berlin."]);
    }
}
