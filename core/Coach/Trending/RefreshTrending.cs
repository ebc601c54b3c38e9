using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach.Trending;

/// <summary>
/// Brings one feed up to date: charts and new searches, fresh numbers for what is kept, and whatever a source doesn't know any more leaves. Safe to repeat: it
/// asks again and writes the same.
/// </summary>
public sealed class RefreshTrending(IDocumentStore store, IEnumerable<ITrendSource> sources, IEmbedder embedder, TrendingFeeds feeds, TimeProvider clock)
{
    private const int MostFound = 50;
    private const int MostKept = 200;
    private const int MostOfACreator = 4;
    private const int MostHashtags = 5;
    private const int MostOfDescription = 80;

    /// <summary>A search is dear: a hundredth of YouTube's day. Charts and numbers cost a hundredth of that.</summary>
    private static readonly TimeSpan SearchEvery = TimeSpan.FromHours(12);

    private static readonly TimeSpan Young = TimeSpan.FromDays(30);

    /// <returns>How many videos the feed has now.</returns>
    /// <exception cref="WorkException">No source could be asked; what was there stays. The first source's own error.</exception>
    public async Task<int> ExecuteAsync(FeedKey key, CancellationToken cancellation)
    {
        if (CoachCategory.Find(key.Category) is not { } category || CoachLanguage.Find(key.Language) is not { } language || !feeds.HasSources)
            return 0;
        string partition = TrendingFeed.PartitionOf(key);
        DateTimeOffset now = clock.GetUtcNow();
        TrendingState? state = await store.ReadAsync<TrendingState>(Containers.CoachTrends, partition, TrendingState.TheId, cancellation);
        TrendingFeed? feed = await store.ReadAsync<TrendingFeed>(Containers.CoachTrends, partition, TrendingFeed.TheId, cancellation);
        bool search = state?.SearchedAt is not { } searched || now - searched >= SearchEvery - TimeSpan.FromMinutes(30);
        var present = (feed?.Videos ?? []).Where(video => now - video.FoundAt < TrendingFeed.Life).ToDictionary(video => video.Key());

        IReadOnlyList<TrendingVideo> videos = await AskAllAsync(category, language, search, present, feed?.Model, now, cancellation);
        if (videos.Count > 0)
            await store.UpsertAsync(Containers.CoachTrends, NewFeed(partition, videos, now), cancellation);
        List<PatchOperation> told = [new(PatchKind.Set, "refreshedAt", now)];
        if (search)
            told.Add(new PatchOperation(PatchKind.Set, "searchedAt", now));
        await feeds.SetAsync(key, told, cancellation);
        return videos.Count;
    }

    private async Task<IReadOnlyList<TrendingVideo>> AskAllAsync(
        CoachCategory category, CoachLanguage language, bool search, Dictionary<string, TrendingVideo> present, string? model, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var answers = new Answers();
        WorkException? error = null;
        foreach (ITrendSource source in sources)
        {
            try
            {
                await AskAsync(source, category, language, search, present.Values, answers, now, cancellation);
            }
            catch (WorkException failure)
            {
                // Another source may know enough; where none does, the story hears of it.
                error ??= failure;
                answers.Failed.Add(source.Info.Platform);
            }
        }

        if (error is not null && answers.IsEmpty)
            throw error;
        Dictionary<string, TrendingVideo> kept = present.Values.Select(answers.Keep).OfType<TrendingVideo>().ToDictionary(video => video.Key());
        foreach (TrendingVideo video in await EmbedAsync(answers.Found.Values, present, model, now, cancellation))
            kept[video.Key()] = video;
        // Vectors of another model can't stand beside these.
        return Bound(kept.Values.Where(video => model == embedder.Model || answers.Found.ContainsKey(video.Key())));
    }

    private static async Task AskAsync(
        ITrendSource source, CoachCategory category, CoachLanguage language, bool search, IEnumerable<TrendingVideo> present, Answers answers, DateTimeOffset now,
        CancellationToken cancellation)
    {
        string platform = source.Info.Platform;
        if (search)
            answers.Add(await source.SearchAsync(new TrendQuery(category.Keywords[language.Code], language.Region, language.Code, now - Young, MostFound), cancellation), language);
        if (category.Charts.TryGetValue(platform, out string? chart))
            answers.Add(await source.ChartAsync(language.Region, chart, MostFound, cancellation), language);
        string[] rest = [.. present.Where(video => video.Platform == platform && !answers.Found.ContainsKey(video.Key())).Select(video => video.Id)];
        if (rest.Length > 0)
            foreach ((string id, PublicMetrics metrics) in await source.MeasureAsync(rest, cancellation))
                answers.Measured[$"{platform}:{id}"] = metrics;
    }

    /// <summary>What all sources said.</summary>
    private sealed class Answers
    {
        public Dictionary<string, PublicVideo> Found { get; } = [];

        public Dictionary<string, PublicMetrics> Measured { get; } = [];

        /// <summary>Platforms of which a source couldn't be asked to the end.</summary>
        public HashSet<string> Failed { get; } = [];

        public bool IsEmpty => Found.Count + Measured.Count == 0;

        public void Add(IEnumerable<PublicVideo> videos, CoachLanguage language)
        {
            foreach (PublicVideo video in videos.Where(video => video.Language is null || Primary(video.Language) == language.Code))
                Found[$"{video.Platform}:{video.Id}"] = video;
        }

        /// <summary>
        /// With fresh numbers, where there are any. Gone is only what nobody measures while somebody does measure others of its platform: some sources know
        /// no numbers at all, and one that failed says nothing.
        /// </summary>
        public TrendingVideo? Keep(TrendingVideo video) =>
            Measured.TryGetValue(video.Key(), out PublicMetrics? metrics) ? video with { Views = metrics.Views, Likes = metrics.Likes, MeasuredAt = metrics.At }
            : Found.ContainsKey(video.Key()) || Failed.Contains(video.Platform) || !Knows(video.Platform) ? video
            : null;

        private bool Knows(string platform) =>
            Measured.Keys.Concat(Found.Keys).Any(key => key.StartsWith(platform + ":", StringComparison.Ordinal));
    }

    private async Task<IEnumerable<TrendingVideo>> EmbedAsync(
        IReadOnlyCollection<PublicVideo> found, Dictionary<string, TrendingVideo> present, string? model, DateTimeOffset now, CancellationToken cancellation)
    {
        PublicVideo[] fresh = [.. found.Where(video => model != embedder.Model || !present.TryGetValue($"{video.Platform}:{video.Id}", out TrendingVideo? known) || known.Title != video.Title)];
        IReadOnlyList<float[]> vectors = fresh.Length == 0 ? [] : await embedder.EmbedAsync([.. fresh.Select(TextOf)], cancellation);
        Dictionary<string, string> made = fresh.Zip(vectors).ToDictionary(pair => $"{pair.First.Platform}:{pair.First.Id}", pair => Vectors.Pack(pair.Second));
        return found.Select(video => new TrendingVideo(
            video.Platform, video.Id, video.CreatorId, video.CreatorName, video.Title, video.Link, video.Thumbnail, video.DurationSeconds,
            [.. video.Hashtags.Except(CoachCategory.EmptyHashtags).Take(MostHashtags)], video.Metrics.Views, video.Metrics.Likes, video.PublishedAt, now, video.Metrics.At,
            made.TryGetValue($"{video.Platform}:{video.Id}", out string? vector) ? vector : present[$"{video.Platform}:{video.Id}"].Vector));
    }

    // Descriptions begin with what the video is about and end with links.
    private static string TextOf(PublicVideo video) =>
        $"{video.Title}\n{string.Join(' ', video.Hashtags.Except(CoachCategory.EmptyHashtags))}\n{(video.Description.Length <= MostOfDescription ? video.Description : video.Description[..MostOfDescription])}";

    private static List<TrendingVideo> Bound(IEnumerable<TrendingVideo> videos) =>
        [.. videos.OrderByDescending(video => video.FoundAt).ThenByDescending(video => video.Views ?? 0).ThenBy(video => video.Key(), StringComparer.Ordinal)
            .GroupBy(video => video.CreatorKey()).SelectMany(ofOne => ofOne.Take(MostOfACreator))
            .OrderByDescending(video => video.FoundAt).ThenByDescending(video => video.Views ?? 0).ThenBy(video => video.Key(), StringComparer.Ordinal).Take(MostKept)];

    private static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();

    private TrendingFeed NewFeed(string partition, IReadOnlyList<TrendingVideo> videos, DateTimeOffset now) => new()
    {
        Id = TrendingFeed.TheId,
        Partition = partition,
        OrgId = "none",
        CreatedBy = "coach",
        CreatedAt = now,
        TtlSeconds = (int)TrendingFeed.Life.TotalSeconds,
        Model = embedder.Model,
        Videos = videos,
    };
}

/// <summary>Which feeds are due: wanted by somebody of late, and older than their category allows.</summary>
public sealed class DueFeeds(IDocumentStore store, TimeProvider clock)
{
    // The timer comes at full hours, and a refresh takes its time.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(10);

    /// <summary>Cost: a point read for each category and language.</summary>
    public async Task<IReadOnlyList<FeedKey>> ListAsync(CancellationToken cancellation)
    {
        var due = new List<FeedKey>();
        DateTimeOffset now = clock.GetUtcNow();
        foreach (CoachCategory category in CoachCategory.All)
            foreach (CoachLanguage language in CoachLanguage.All)
            {
                var key = new FeedKey(category.Code, language.Code);
                TrendingState? state = await store.ReadAsync<TrendingState>(Containers.CoachTrends, TrendingFeed.PartitionOf(key), TrendingState.TheId, cancellation);
                if (state?.AskedAt is { } asked && now - asked <= TrendingState.Wanted
                    && (state.RefreshedAt is not { } last || now - last >= category.RefreshEvery - Early))
                    due.Add(key);
            }

        return due;
    }
}
