using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Bench.Radar;

/// <summary>
/// One monitoring round over 100,000 watched videos, all of them due: plan, requests, observations, growth, scores, writes, on the embedded store on a
/// real disk. The source answers at once, so that what is measured is the round's own work.
/// </summary>
internal static class LargeRound
{
    private const int Videos = 100_000;
    private const int ObservationsEach = 24;
    private const string OrgId = "org_large";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public const string ChildArgument = "radar-round";

    /// <summary>In a process of its own: its peak memory is the round's.</summary>
    public static async Task<(double Seconds, double ProcessorSeconds, double Megabytes)> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("shortloop-radar-round-");
        try
        {
            await FillAsync(Path.Combine(folder.FullName, "documents.db"));
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [ChildArgument, Path.Combine(folder.FullName, "documents.db")]) { RedirectStandardOutput = true })!;
            var line = (await child.StandardOutput.ReadToEndAsync()).Trim();
            await child.WaitForExitAsync();
            var parts = line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            return (parts[0], parts[1], parts[2]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static async Task ServeAsync(string path)
    {
        var clock = new HandClock(Now);
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(path), clock);
        using var services = new ServiceCollection().AddShortloopCore()
            .AddSingleton<TimeProvider>(clock).AddSingleton<IDocumentStore>(store).AddSingleton<ITrendSource>(new Still(clock))
            .AddSingleton(new Allowance(90, 1_000_000, 90)).AddNoAccounts()
            .BuildServiceProvider();
        var monitor = services.GetRequiredService<MonitorVideos>();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var input = new WatchInput(OrgId, Now);
        var seconds = await Measure.SecondsAsync(async () =>
        {
            do
            {
                var plan = await monitor.PlanAsync(input, default);
                var sum = input.Sum;
                foreach (var together in plan.Starts.Chunk(MonitorVideos.ChunksAtOnce))
                    sum = (await Task.WhenAll(together.Select(start => Task.Run(() => monitor.ExecuteAsync(input with { Continuation = start, Cutoff = plan.Cutoff }, default)))))
                        .Aggregate(sum, (all, one) => all + one);
                input = input with { Continuation = plan.Next, Sum = sum };
            }
            while (input.Continuation is not null);
            await monitor.EndAsync(input, default);
        });
        if (input.Sum.Measured != Videos)
            throw new InvalidOperationException($"Only {input.Sum.Measured} of {Videos} were measured.");
        var peak = long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        Console.WriteLine(FormattableString.Invariant($"{seconds:0.00} {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:0.00} {peak / 1024d:0}"));
    }

    private static async Task FillAsync(string path)
    {
        var clock = new HandClock(Now);
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(path), clock);
        var videos = new TrendVideoStore(store);
        var baseline = new Baseline(30, [.. Baseline.Ages.Select(age => age * 20)]);
        foreach (var chunk in Enumerable.Range(0, Videos).Chunk(10_000))
            await videos.AddAsync(OrgId, [.. chunk.Select(n => Make(n, baseline))], default);
    }

    private static TrendVideo Make(int n, Baseline baseline)
    {
        var id = n.ToString("D11", CultureInfo.InvariantCulture);
        var published = Now - TimeSpan.FromHours(26 + (n % 100));
        return new TrendVideo
        {
            Id = TrendVideo.IdOf("youtube", id),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = "shortloop",
            CreatedAt = published,
            Platform = "youtube",
            VideoId = id,
            CreatorId = $"UC{n % 30_000:D22}",
            CreatorName = "A creator's name",
            Title = $"Morning routine: 5 things nobody tells you – in one minute ({n})",
            Link = new Uri($"https://www.youtube.com/watch?v={id}"),
            Thumbnail = new Uri($"https://i.ytimg.com/vi/{id}/hqdefault.jpg"),
            PublishedAt = published,
            DurationSeconds = 34,
            Language = "en",
            Hashtags = ["morningroutine", "mindset", "productivity", "shorts"],
            Source = "still",
            Status = TrendStatus.Monitoring,
            Observations = [.. Enumerable.Range(1, ObservationsEach).Select(hour => new Observation(published.AddHours(hour), 20 * hour * (n % 50), hour * (n % 9), hour, null, 1.125))],
            Baseline = baseline,
            Velocity = 20,
            VelocityHours = 2,
            Acceleration = 0.5,
            Tempo = 2,
            NextAt = Now,
        };
    }

    private sealed class Still(TimeProvider clock) : ITrendSource
    {
        public TrendSourceInfo Info { get; } = new("still", "youtube", true, "Answers at once.");

        public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(IReadOnlyList<string> videoIds, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<string, PublicMetrics>>(videoIds.ToDictionary(id => id, id => new PublicMetrics(50_000, 2_000, 100, null, clock.GetUtcNow())));

        public Task<IReadOnlyList<PublicVideo>> SearchAsync(TrendQuery query, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<PublicVideo>> ChartAsync(string region, string? category, int max, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<PublicCreator?> FindCreatorAsync(string link, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<PublicVideo>> UploadsAsync(string creatorId, int max, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
