using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Watching;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Radar;

/// <summary>Radar's use cases on the real store, with a source that a test fills.</summary>
internal sealed class RadarBench : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly ServiceProvider _services;

    public RadarBench()
    {
        Source = new MemorySource(_bench.Clock);
        Own = new MemoryOwnVideos(_bench.Clock);
        _services = new ServiceCollection().AddShortloopCore()
            .AddSingleton<TimeProvider>(_bench.Clock).AddSingleton(_bench.Store).AddSingleton<IQueue>(_bench.Queue).AddSingleton<ITrendSource>(Source)
            .AddSingleton(Secrets).AddSingleton<IConnectablePlatform>(Own).AddSingleton<IOwnVideos>(Own)
            .BuildServiceProvider();
    }

    public static Principal Owner => Workbench.Owner;

    public MemorySource Source { get; }

    public MemoryOwnVideos Own { get; }

    public SecretBox Secrets { get; } = new(new Dictionary<int, byte[]> { [1] = new byte[32] });

    public ManualClock Clock => _bench.Clock;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public IDocumentStore Store => _bench.Store;

    public WatchInput Input => new(Owner.OrgId, Now);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task WatchAsync(params string[] keywords) => Get<ChangeWatch>().ExecuteAsync(Owner, new WatchWish(keywords), null, default);

    /// <summary>An owner whose organisation is in this tier.</summary>
    public async Task<Principal> InTierAsync(string tier)
    {
        string id = Ids.New("org", Clock);
        await Store.UpsertAsync(
            Containers.Organisations,
            new Organisation { Id = id, Partition = id, OrgId = id, CreatedBy = "usr_1", CreatedAt = Now, Name = tier, Tier = tier }, default);
        return new Principal("usr_1", id, Role.Owner);
    }

    public void Dispose()
    {
        _services.Dispose();
        _bench.Dispose();
    }
}

/// <summary>A platform in memory.</summary>
internal sealed class MemorySource(TimeProvider clock, bool official = true) : ITrendSource
{
    public List<PublicVideo> Videos { get; } = [];

    public List<PublicCreator> Creators { get; } = [];

    /// <summary>Views by video id at the present; others as they were found.</summary>
    public Dictionary<string, long> Views { get; } = [];

    /// <summary>What asking for numbers fails with.</summary>
    public Exception? Fails { get; set; }

    public List<string> Asked { get; } = [];

    public TrendSourceInfo Info { get; } = new("memory", "youtube", official, "What a test says.");

    public PublicVideo Add(string id, string creator, string title, DateTimeOffset publishedAt, long views, params string[] hashtags)
    {
        var video = new PublicVideo(
            "youtube", id, creator, creator, title, "", new Uri($"https://www.youtube.com/watch?v={id}"), null, publishedAt, 30, "en", hashtags, null,
            new PublicMetrics(views, views / 20, views / 200, null, clock.GetUtcNow()));
        Videos.Add(video);
        return video;
    }

    public Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation)
    {
        Asked.Add($"search {string.Join(' ', query.Keywords)} {query.Region}");
        return Answer(Videos.Where(video => video.PublishedAt > query.PublishedAfter && query.Keywords.Any(word => video.Title.Contains(word, StringComparison.Ordinal))).Take(query.Max));
    }

    public Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation) => Answer([]);

    public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation)
    {
        Asked.Add($"measure {videoIds.Count}");
        if (Fails is not null)
            throw Fails;
        return Task.FromResult<IReadOnlyDictionary<string, PublicMetrics>>(
            Videos.Where(video => videoIds.Contains(video.Id)).ToDictionary(video => video.Id, video => Fresh(video).Metrics));
    }

    public Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation)
    {
        if (Fails is not null)
            throw Fails;
        return Task.FromResult(Creators.Find(creator => link == creator.Id || link == creator.Handle || link == creator.Link.ToString()));
    }

    public Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation) =>
        Answer(Videos.Where(video => video.CreatorId == creatorId).OrderByDescending(video => video.PublishedAt).Take(max));

    private Task<IReadOnlyList<PublicVideo>> Answer(IEnumerable<PublicVideo> videos) => Task.FromResult<IReadOnlyList<PublicVideo>>([.. videos.Select(Fresh)]);

    private PublicVideo Fresh(PublicVideo video) => video with
    {
        Metrics = video.Metrics with { Views = Views.TryGetValue(video.Id, out long views) ? views : video.Metrics.Views, At = clock.GetUtcNow() },
    };
}
