using Microsoft.Extensions.DependencyInjection;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;
using Shortloop.Sandbox.World;

namespace Shortloop.Bench.Radar;

/// <summary>
/// One organisation that watches a simulated world by the product's own use cases, with the timers' rounds at their hours and no waiting: what the
/// stories do one step after another is called here directly.
/// </summary>
internal sealed class WatchedWorld : IDisposable
{
    /// <summary>As many as a watch may have: the steady hashtags of all categories, as somebody who knows the field would name them.</summary>
    public static readonly IReadOnlyList<string> Keywords =
    [
        "mindset", "selfimprovement", "motivation", "productivity", "discipline", "comedy", "funny", "movies", "gaming", "entertainment", "fitness", "health",
        "wellness", "workout", "selfcare", "art", "diy", "design", "music", "handmade", "study", "education", "learnontiktok", "school", "languages", "science",
        "tech", "ai", "space", "engineering", "food", "recipe", "cooking", "foodie", "baking", "travel", "adventure", "nature", "wanderlust", "roadtrip",
    ];

    private static readonly Principal Owner = Principal.LocalOwner;

    private readonly DirectoryInfo _folder;
    private readonly SqliteDocumentStore _store;
    private readonly ServiceProvider _services;

    public WatchedWorld(ulong seed, int creators, DateTimeOffset start, TrendRules? rules = null)
    {
        World = new CreatorWorld(seed, creators);
        Clock = new HandClock(start);
        _folder = new DirectoryInfo(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"shortloop-radar-{Guid.NewGuid():N}"));
        _folder.Create();
        _store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(_folder.FullName, "documents.db")), Clock);
        _services = new ServiceCollection().AddShortloopCore()
            .AddSingleton<TimeProvider>(Clock).AddSingleton<IDocumentStore>(_store).AddSingleton<ITrendSource>(new WorldSource(World, Clock))
            .AddSingleton(rules ?? TrendRules.Default).AddNoAccounts()
            .BuildServiceProvider();
    }

    public CreatorWorld World { get; }

    public HandClock Clock { get; }

    /// <summary>Every trend that was found, as it was when it was found.</summary>
    public List<Trend> Found { get; } = [];

    /// <param name="measure">False: no monitoring rounds, whose numbers the finding of trends hardly needs.</param>
    public async Task RunAsync(int days, bool measure = true)
    {
        await Get<ChangeWatch>().ExecuteAsync(Owner, new WatchWish(Keywords), null, default);
        var end = Clock.GetUtcNow().AddDays(days);
        for (var hour = 0; Clock.GetUtcNow() < end; hour++, Clock.Advance(TimeSpan.FromHours(1)))
        {
            if (hour % 4 == 0)
                await DiscoverAsync();
            if (measure && hour % 2 == 0)
                await MonitorAsync();
            // Each discovery ends with a comparison; the round of its own comes every six hours.
            if (hour % 4 == 0 || hour % 6 == 0)
                await AnalyseAsync();
            if (hour % 24 == 3)
                await CleanAsync();
        }
    }

    public async Task DiscoverAsync()
    {
        var discover = Get<DiscoverVideos>();
        var plan = await discover.PlanAsync(Input, default);
        var taken = TakenIn.Nothing;
        foreach (var piece in plan.Pieces)
            taken += await discover.ExecuteAsync(Input, piece, default);
        await discover.EndAsync(new DiscoveryEnd(Input, taken, plan.Pieces.Count, 0, null, plan.Note), default);
    }

    public async Task<ChunkResult> MonitorAsync()
    {
        var monitor = Get<MonitorVideos>();
        var input = Input;
        do
        {
            var plan = await monitor.PlanAsync(input, default);
            var sum = input.Sum;
            foreach (var together in plan.Starts.Chunk(MonitorVideos.ChunksAtOnce))
                sum = (await Task.WhenAll(together.Select(start => Task.Run(() => monitor.ExecuteAsync(input with { Continuation = start, Cutoff = plan.Cutoff }, default)))))
                    .Aggregate(sum, (all, one) => all + one);
            input = input with { Continuation = plan.Next, Cutoff = plan.Cutoff, Sum = sum };
        }
        while (input.Continuation is not null);

        await monitor.EndAsync(input, default);
        return input.Sum;
    }

    public async Task AnalyseAsync()
    {
        var result = await Get<AnalyseTrends>().ExecuteAsync(Input, default);
        foreach (var id in result.NewTrends)
            Found.Add((await _store.ReadAsync<Trend>(Containers.Trends, Owner.OrgId, id, default))!);
    }

    public async Task CleanAsync()
    {
        for (string? next = null; ;)
            if ((next = await Get<CleanTrends>().ExecuteAsync(Input with { Continuation = next }, default)) is null)
                return;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private WatchInput Input => new(Owner.OrgId, Clock.GetUtcNow());
}

internal sealed class HandClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
