using System.Globalization;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Months;

/// <summary>Which months can be asked for.</summary>
public static class MonthRules
{
    public const int UsualPerDay = 3;
    public const int MostPerDay = 10;
    public const int MostMonthsAhead = 12;

    public static Problem? Check(string? month, int postsPerDay, string language, string timeZone)
    {
        if (month is null || Parse(month) is null)
            return Problem.InvalidField("month", "Write the month as year and number: 2026-12.");
        if (postsPerDay is < 1 or > MostPerDay)
            return Problem.InvalidField("postsPerDay", $"Plan 1 to {MostPerDay} posts a day.");
        if (!ProjectRules.ContentLanguages.Contains(language))
            return Problem.InvalidField("language", $"Languages of content are: {string.Join(", ", ProjectRules.ContentLanguages)}.");
        return TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _)
            ? null
            : Problem.InvalidField("timeZone", "Name a time zone of the IANA list, such as Europe/Berlin.");
    }

    /// <returns>The first day; null: no month.</returns>
    public static DateOnly? Parse(string month) =>
        DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly first) ? first : null;

    public static readonly Problem Past = new(
        ProblemKind.Invalid, "month_past", "This month is over. Plan the current one or a later one.");

    /// <summary>Looked at before slots are laid, which can't be done at the ends of time. Zones are at most 14 hours apart from UTC.</summary>
    public static Problem? CheckReach(DateOnly first, DateTimeOffset now)
    {
        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        return first > today.AddMonths(MostMonthsAhead) ? Problem.InvalidField("month", $"Plan at most {MostMonthsAhead} months ahead.")
            : first.AddMonths(1) < today.AddDays(-1) ? Past
            : null;
    }
}
