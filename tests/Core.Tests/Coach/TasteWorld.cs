using System.Globalization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Coach;

/// <summary>
/// Public videos of a category: each is of one of its topics, and topics have words of their own. New ones come every day. A person likes a few topics, and
/// likes most of what is of them. Made from a seed: the same seed, the same world.
/// </summary>
internal sealed class TasteWorld(int seed, TimeProvider clock, int videosADay = 60) : ITrendSource
{
    private const int Topics = 12;
    private const int Creators = 90;
    private const int WordsOfATopic = 12;

    private readonly DateTimeOffset _begin = clock.GetUtcNow();

    public TrendSourceInfo Info => new("test", "youtube", true, "Nothing: it makes its videos up.");

    /// <summary>Ids that the platform doesn't know any more.</summary>
    public HashSet<string> Gone { get; } = [];

    public int Searches { get; private set; }

    /// <summary>It measures nothing.</summary>
    public bool Mute { get; init; }

    /// <summary>Thrown by whatever is asked.</summary>
    public WorkException? Broken { get; set; }

    public IReadOnlyList<PublicVideo> Videos()
    {
        int day = (int)(clock.GetUtcNow() - _begin).TotalDays;
        return [.. Enumerable.Range(0, videosADay * 2).Select(i => Video((day * videosADay) + i)).Where(video => !Gone.Contains(video.Id))];
    }

    public static int TopicOf(string videoId) => int.Parse(videoId.AsSpan(1, 2), CultureInfo.InvariantCulture);

    /// <summary>Whether a person with this taste likes it, the same each time they are asked.</summary>
    public static bool Likes(int person, string videoId)
    {
        var chance = new Random(HashCode(person, videoId));
        int[] topics = [.. Enumerable.Range(0, Topics).OrderBy(topic => new Random(HashCode(person, "t" + topic.ToString(CultureInfo.InvariantCulture))).Next()).Take(2)];
        return chance.NextDouble() < (topics.Contains(TopicOf(videoId)) ? 0.85 : 0.08);
    }

    public Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation)
    {
        Searches++;
        return Broken is { } error ? throw error : Task.FromResult(Videos());
    }

    public Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation) =>
        Broken is { } error ? throw error : Task.FromResult<IReadOnlyList<PublicVideo>>([]);

    public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation) =>
        Broken is { } error ? throw error : Task.FromResult<IReadOnlyDictionary<string, PublicMetrics>>(
            videoIds.Where(id => !Mute && !Gone.Contains(id)).ToDictionary(id => id, id => Video(int.Parse(id.AsSpan(3), CultureInfo.InvariantCulture)).Metrics));

    public Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation) => throw new NotSupportedException();

    private PublicVideo Video(int number)
    {
        var random = new Random(HashCode(seed, number.ToString(CultureInfo.InvariantCulture)));
        int topic = random.Next(Topics);
        string[] words = [.. Enumerable.Range(0, 5).Select(_ => $"w{topic}x{random.Next(WordsOfATopic)}"), $"common{random.Next(20)}", $"common{random.Next(20)}"];
        long views = (long)Math.Exp(6 + (random.NextDouble() * 8));
        string id = string.Create(CultureInfo.InvariantCulture, $"v{topic:00}{number}");
        int creator = (topic * 8) + random.Next(Creators / Topics);
        return new PublicVideo(
            "youtube", id, $"c{creator}", $"Creator {creator}", string.Join(' ', words), "", new Uri($"https://www.youtube.com/watch?v={id}"),
            new Uri($"https://i.ytimg.com/vi/{id}/hq.jpg"), clock.GetUtcNow().AddDays(-1), 20 + random.Next(100), null, [$"topic{topic}"], null,
            new PublicMetrics(views, (long)(views * (0.01 + (random.NextDouble() * 0.08))), 3, null, clock.GetUtcNow()));
    }

    private static int HashCode(int one, string other)
    {
        int hash = one * 7919;
        foreach (char c in other)
            hash = unchecked((hash * 31) + c);
        return hash;
    }
}
