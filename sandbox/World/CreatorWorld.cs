using System.Collections.Concurrent;

namespace Shortloop.Sandbox.World;

/// <summary>
/// Creators and videos that grow, plateau and go viral: a pure function of the seed and the instant that is asked about. Nothing runs in the
/// background and nothing is stored; the same seed and size give the same world on every machine. Safe for several threads.
/// </summary>
public sealed class CreatorWorld
{
    /// <summary>Nothing was published before.</summary>
    public static readonly DateTimeOffset Beginning = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of an id: 17 bits.</summary>
    private const int LastDay = 0x1FFFF;

    /// <summary>Days of videos kept in memory; then it starts afresh.</summary>
    private const int DaysKept = 120;

    private readonly ConcurrentDictionary<int, WorldVideo[]> _days = new();
    private readonly Dictionary<string, WorldCreator> _byId;
    private readonly Dictionary<string, WorldCreator> _byHandle;
    private readonly TrendCalendar _calendar;
    private readonly VideoIds _ids;
    private readonly VideoMaker _maker;

    /// <param name="creators">About 0.72 videos a day each: 800 publish some 570 a day, 20,000 keep 100,000 videos younger than 7 days.</param>
    public CreatorWorld(ulong seed, int creators = 800)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(creators, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(creators, 200_000);
        Seed = seed;
        Creators = [.. Enumerable.Range(0, creators).Select(i => CreatorMaker.Make(seed, i))];
        _byId = Creators.ToDictionary(c => c.Id);
        _byHandle = Creators.ToDictionary(c => c.Handle, StringComparer.OrdinalIgnoreCase);
        _calendar = new(seed);
        _ids = new(seed);
        _maker = new(seed, _ids);
    }

    public ulong Seed { get; }

    public IReadOnlyList<WorldCreator> Creators { get; }

    /// <summary>From <paramref name="from"/> up to but not at <paramref name="to"/>, oldest first.</summary>
    public IEnumerable<WorldVideo> VideosPublished(DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = DayOf(from); day <= DayOf(to); day++)
        {
            foreach (var video in Day(day))
            {
                if (video.PublishedAt >= from && video.PublishedAt < to)
                    yield return video;
            }
        }
    }

    /// <summary>A creator's videos up to an instant, newest first, back over about a year.</summary>
    public IEnumerable<WorldVideo> Uploads(WorldCreator creator, DateTimeOffset until)
    {
        var last = DayOf(until);
        for (var day = last; day >= Math.Max(0, last - 366); day--)
        {
            foreach (var video in Of(creator, day, Alive(day)).Where(v => v.PublishedAt <= until).OrderByDescending(v => v.PublishedAt))
                yield return video;
        }
    }

    /// <summary>Null: no video of this world has the id. It may be published later than now.</summary>
    public WorldVideo? FindVideo(string id) =>
        _ids.TryDecode(id, out var creator, out var day, out var slot)
        && creator < Creators.Count
        && slot < VideoMaker.CountOn(Seed, Creators[creator], day)
            ? _maker.Make(Creators[creator], day, slot, Alive(day))
            : null;

    /// <param name="idOrHandle">A handle with its @.</param>
    public WorldCreator? FindCreator(string idOrHandle) => _byId.GetValueOrDefault(idOrHandle) ?? _byHandle.GetValueOrDefault(idOrHandle);

    /// <summary>What the platform counts at an instant; all zero before the video is there. Never falls with time.</summary>
    public WorldMetrics MetricsAt(WorldVideo video, DateTimeOffset instant)
    {
        var age = (instant - video.PublishedAt).TotalHours;
        var views = Growth.Views(video.FinalViews, video.Depth, video.TauHours, video.Key, video.PublishedAt.TimeOfDay.TotalHours, age);
        return new(
            (long)views,
            video.HidesLikes ? null : (long)(views * video.LikeRate),
            video.HasNoComments ? null : (long)(views * video.CommentRate),
            (long)(views * video.ShareRate));
    }

    /// <summary>The right answers: planted trends that start within the time, whether or not they ever become visible.</summary>
    public IReadOnlyList<WorldTrend> TrendsStarting(DateTimeOffset from, DateTimeOffset to) => [.. _calendar.StartingWithin(from, to).Select(Answer)];

    /// <summary>The planted trends that become visible within the time.</summary>
    public IReadOnlyList<WorldTrend> TrendsVisible(DateTimeOffset from, DateTimeOffset to) =>
        [.. _calendar.AliveWithin(from, to).Select(Answer).Where(t => t.VisibleAt >= from && t.VisibleAt < to)];

    /// <summary>The planted trends that somebody may take up within the time, visible or not: finding one of these is right.</summary>
    public IReadOnlyList<WorldTrend> TrendsAlive(DateTimeOffset from, DateTimeOffset to) => [.. _calendar.AliveWithin(from, to).Select(Answer)];

    /// <summary>What looks like a trend among the videos published within the time, and is none.</summary>
    public IReadOnlyList<FalseFriend> FalseFriends(DateTimeOffset from, DateTimeOffset to)
    {
        var videos = VideosPublished(from, to).ToList();
        var evergreen = WorldCategories.All.SelectMany(Hashtags.Evergreen).Concat(Hashtags.Generic).Select(h => new FalseFriend("evergreen", h, []));
        var hits = videos.Where(v => v.IsViral).Select(v => new FalseFriend("one_hit", Hashtags.OfOneHit(v.Key), [v.Id]));
        var own = videos.Where(v => v.Creator.OwnHashtag is not null).GroupBy(v => v.Creator.OwnHashtag!)
            .Select(g => new FalseFriend("own_tag", g.Key, [.. g.Select(v => v.Id)]));
        return [.. evergreen, .. hits, .. own];
    }

    /// <summary>Somebody with known tastes.</summary>
    public WorldPerson Person(ulong personSeed) => new(this, personSeed);

    private WorldTrend Answer(PlantedTrend planted)
    {
        var carriers = VideosPublished(planted.StartsAt, planted.EndsAt).Where(v => v.Trends.Contains(planted)).ToList();
        return new(planted, planted.Kind == "format" ? FormatVisible(planted, carriers) : FifthCreator(carriers), carriers);
    }

    private static DateTimeOffset? FifthCreator(List<WorldVideo> carriers)
    {
        var fifth = carriers.DistinctBy(v => v.Creator.Index).Skip(4).FirstOrDefault();
        return fifth?.PublishedAt.AddHours(4);
    }

    private DateTimeOffset? FormatVisible(PlantedTrend planted, List<WorldVideo> carriers)
    {
        var day = TimeSpan.FromDays(1);
        var others = VideosPublished(planted.StartsAt - day, planted.EndsAt)
            .Where(v => v.Format.Key == planted.Key && !v.Trends.Contains(planted)).Select(v => v.PublishedAt).ToList();
        foreach (var video in carriers)
        {
            var from = video.PublishedAt - day;
            var following = carriers.Count(v => v.PublishedAt > from && v.PublishedAt <= video.PublishedAt);
            if (following >= 12 && following > others.Count(t => t > from && t <= video.PublishedAt))
                return video.PublishedAt.AddHours(4);
        }

        return null;
    }

    private static int DayOf(DateTimeOffset instant) => (int)Math.Clamp(Math.Floor((instant - Beginning).TotalDays), 0, LastDay);

    private List<PlantedTrend> Alive(int day) => [.. _calendar.AliveWithin(Beginning.AddDays(day), Beginning.AddDays(day + 1))];

    private WorldVideo[] Day(int day)
    {
        if (_days.TryGetValue(day, out var known))
            return known;
        if (_days.Count > DaysKept)
            _days.Clear();
        var alive = Alive(day);
        WorldVideo[] made = [.. Creators.SelectMany(c => Of(c, day, alive)).OrderBy(v => v.PublishedAt).ThenBy(v => v.Id, StringComparer.Ordinal)];
        return _days.GetOrAdd(day, made);
    }

    private IEnumerable<WorldVideo> Of(WorldCreator creator, int day, List<PlantedTrend> alive)
    {
        for (var slot = 0; slot < VideoMaker.CountOn(Seed, creator, day); slot++)
            yield return _maker.Make(creator, day, slot, alive);
    }
}
