using Shortloop.Core;

namespace Shortloop.Adapters.YouTube;

/// <summary>
/// The day's quota as far as this process knows it: what it has spent, and that YouTube has said "no more". It spares the calls that would be
/// refused; YouTube itself counts over all instances. Quota days begin at midnight in Los Angeles.
/// </summary>
public sealed class QuotaBudget(YouTubeOptions options, TimeProvider time)
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    private readonly Lock _gate = new();
    private DateOnly _day;
    private int _searches;
    private int _units;

    /// <summary>When the present day's quota ends.</summary>
    public DateTimeOffset NextReset
    {
        get
        {
            DateTime midnight = Today().AddDays(1).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, Pacific.GetUtcOffset(midnight));
        }
    }

    /// <param name="cost">Units; null: one search.</param>
    /// <exception cref="TransientException">The port's for a used up quota, with the time until the quota opens again.</exception>
    internal void Spend(int? cost, PortErrors port)
    {
        lock (_gate)
        {
            StartDay();
            (int searches, int units) = cost is { } some ? (_searches, _units + some) : (_searches + 1, _units);
            if (searches > options.SearchesPerDay || units > options.UnitsPerDay)
                throw Used(cost is null, port);
            (_searches, _units) = (searches, units);
        }
    }

    /// <summary>YouTube has refused for want of quota.</summary>
    internal TransientException Exhausted(bool search, PortErrors port)
    {
        lock (_gate)
        {
            StartDay();
            if (search)
                _searches = options.SearchesPerDay;
            else
                _units = options.UnitsPerDay;
        }

        return Used(search, port);
    }

    private void StartDay()
    {
        DateOnly today = Today();
        if (today != _day)
            (_day, _searches, _units) = (today, 0, 0);
    }

    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Pacific).DateTime);

    private TransientException Used(bool search, PortErrors port) => port.Quota(
        $"The day's quota for {(search ? "searches at" : "questions to")} YouTube is used up. It opens again at {NextReset.UtcDateTime:yyyy-MM-dd HH:mm} UTC.",
        NextReset - time.GetUtcNow());
}
