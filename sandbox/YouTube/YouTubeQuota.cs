namespace Shortloop.Sandbox.YouTube;

/// <summary>The two buckets of a project: calls of search.list, and units for everything else. Both empty at midnight, Pacific time; in memory only.</summary>
internal sealed class YouTubeQuota(SandboxContext sandbox)
{
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    private readonly Lock _gate = new();
    private DateOnly _day;
    private int _searches;
    private int _units;

    public (int Searches, int Units) Used
    {
        get
        {
            lock (_gate)
                return (_searches, _units);
        }
    }

    public bool TrySearch() => Try(1, 0);

    public bool TrySpend(int units) => Try(0, units);

    private bool Try(int searches, int units)
    {
        var settings = sandbox.Settings;
        lock (_gate)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(sandbox.Now, Pacific).DateTime);
            if (today != _day)
                (_day, _searches, _units) = (today, 0, 0);
            if (_searches + searches > settings.YouTubeSearchesPerDay || _units + units > settings.YouTubeUnitsPerDay)
                return false;
            _searches += searches;
            _units += units;
            return true;
        }
    }
}
