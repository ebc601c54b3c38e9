using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;

namespace Shortloop.Core.Radar.Trends;

/// <summary>What the analysis needs of a watched video: not its observations.</summary>
internal sealed record SeenVideo(
    string Platform, string CreatorId, string Title, IReadOnlyList<string> Hashtags, string? Sound, string? Language, IReadOnlyList<string>? Formats, DateTimeOffset PublishedAt, double? Velocity,
    ViralScore? Viral, IReadOnlyList<string>? Trends) : Document
{
    public string Creator => $"{Platform} {CreatorId}";

    public IEnumerable<TrendKey> Keys() => TrendKeys.Of(Title, Hashtags, Sound, Language, Formats);
}

/// <summary>A key that may be a trend, with the videos that have it.</summary>
internal sealed class Candidate(TrendType type, KeyCount count)
{
    /// <summary>More say no more.</summary>
    private const int MostVideos = 5000;

    private readonly Dictionary<(string Key, string Label), int> _names = [];
    private readonly HashSet<string> _creators = [];

    public TrendType Type => type;

    public KeyCount Count => count;

    /// <summary>Of the last days.</summary>
    public List<SeenVideo> Videos { get; } = [];

    public int Creators => _creators.Count;

    public string Key => Name.Key;

    public string Label => Name.Label;

    public Trend? Known { get; set; }

    /// <summary>It had gone quiet, and rises anew: for people that is a new trend.</summary>
    public bool RisesAnew { get; set; }

    /// <summary>It is told already.</summary>
    public bool Lives => Known is { Status: not TrendStatus.Archived } && !RisesAnew;

    public TrendParts Parts { get; set; } = new(1, 0, 0, 0, 0, 0, null);

    private (string Key, string Label) Name => _names.Count == 0 ? (Known?.Key ?? "", Known?.Label ?? "") : _names.MaxBy(name => name.Value).Key;

    public void Add(SeenVideo video, TrendKey key)
    {
        _names[(key.Key, key.Label)] = _names.GetValueOrDefault((key.Key, key.Label)) + 1;
        _creators.Add(video.Creator);
        if (Videos.Count < MostVideos)
            Videos.Add(video);
    }

    public IEnumerable<SeenVideo> Since(DateTimeOffset time) => Videos.Where(video => video.PublishedAt > time);

    /// <param name="usual">Median viral score of all watched videos of that time; null: not known.</param>
    public double? Outlier(DateTimeOffset since, double? usual)
    {
        double[] known = [.. Since(since).Select(video => video.Viral?.Score).OfType<double>()];
        return known.Length < TrendRules.MinKnown || usual is not > 0 ? null : Math.Round(Baseline.Median(known) / usual.Value, 3);
    }
}
