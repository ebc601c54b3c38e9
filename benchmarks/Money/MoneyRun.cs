using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.MoneyBench;

/// <summary>Lets a process of its own spend one balance, kills it again and again, and then looks at the books.</summary>
public static class MoneyRun
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(2);

    /// <param name="log">Gets a line now and then; the seed first.</param>
    public static async Task<MoneyReport> RunAsync(MoneyOptions options, Action<string> log)
    {
        string folder = Directory.CreateTempSubdirectory("money-").FullName;
        log(FormattableString.Invariant($"seed {options.Seed}, data in {folder}"));
        var settings = new MoneySettings(folder, options.Seed, options.Jobs, 0, Last: false, options.Fault);
        var books = new Books(options.Seed, settings.Purchases);
        await PrepareAsync(settings with { Fault = Fault.None }, books);
        var dice = new Random(options.Seed);
        int kills = 0;
        for (int run = 1; run <= options.Kills; run++)
            kills += await PlayAsync(settings with { Run = run }, LongestLife * dice.NextDouble()) ? 1 : 0;
        log(FormattableString.Invariant($"{kills} kills met it at work, {MoneySettings.LinesOf(settings.DonePath).Length} of {options.Jobs} renders are over; the rest undisturbed"));
        await PlayAsync(settings with { Run = options.Kills + 1, Last = true }, null);
        MoneyReport report = await CheckAsync(options, settings, books, kills);
        if (report.Violations.Count > 0)
            return report with { Folder = folder };
        Directory.Delete(folder, recursive: true);
        return report;
    }

    private static async Task<MoneyReport> CheckAsync(MoneyOptions options, MoneySettings settings, Books books, int kills)
    {
        await using ServiceProvider shop = Shop.Open(settings with { Fault = Fault.None }, books);
        Verdict verdict = await Verdict.OfAsync(shop.GetRequiredService<IDocumentStore>(), books);
        return new MoneyReport(
            options, kills, verdict.Charged, options.Jobs - verdict.Ordered, MoneySettings.LinesOf(settings.ToldPath).Length, verdict.Entries,
            [.. MoneySettings.LinesOf(settings.OverdrawnPath), .. verdict.Violations], null);
    }

    private static async Task PrepareAsync(MoneySettings settings, Books books)
    {
        await using ServiceProvider shop = Shop.Open(settings, books);
        IDocumentStore store = shop.GetRequiredService<IDocumentStore>();
        await store.UpsertAsync(Containers.Organisations, Stamp(new Organisation
        {
            Id = MoneySettings.OrgId,
            Partition = "",
            OrgId = "",
            CreatedBy = "",
            CreatedAt = default,
            Name = "Money",
        }), default);
        await store.UpsertAsync(Containers.Organisations, Stamp(new Membership
        {
            Id = Membership.IdOf(MoneySettings.UserId),
            Partition = "",
            OrgId = "",
            CreatedBy = "",
            CreatedAt = default,
            UserId = MoneySettings.UserId,
            Role = Role.Owner,
        }), default);
        await store.UpsertAsync(Containers.Jobs, Stamp(new Job
        {
            Id = MoneySettings.JobId,
            Partition = "",
            OrgId = "",
            CreatedBy = "",
            CreatedAt = default,
            VideoId = "vid_1",
            Options = new ProduceOptions(["tiktok"]),
            Status = JobStatus.Running,
            Stations = [new Station(Stations.Render, StationStatus.Running)],
        }), default);
        await shop.GetRequiredService<Credits>().GrantAsync(MoneySettings.OrgId, EntryKind.Bonus, "start", MoneySettings.FirstCredits, default);
    }

    private static T Stamp<T>(T document)
        where T : Document => document with
        {
            Partition = MoneySettings.OrgId,
            OrgId = MoneySettings.OrgId,
            CreatedBy = MoneySettings.UserId,
            CreatedAt = DateTimeOffset.UtcNow,
        };

    /// <param name="life">From when it spends; null: until it ends by itself.</param>
    /// <returns>Whether it was killed while it was at work.</returns>
    private static async Task<bool> PlayAsync(MoneySettings settings, TimeSpan? life)
    {
        // The runtime this process runs on, whatever is or isn't on the path.
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        using Process process = Process.Start(new ProcessStartInfo(
            dotnet, [Path.Combine(AppContext.BaseDirectory, "Shortloop.Money.dll"), "spend", settings.ToString()])
        {
            RedirectStandardError = true,
        })!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        Task ended = process.WaitForExitAsync();
        bool killed = false;
        if (life is { } left)
        {
            while (!ended.IsCompleted && !MoneySettings.LinesOf(settings.StartedPath).Contains(settings.Run.ToString(CultureInfo.InvariantCulture)))
                await Task.WhenAny(ended, Task.Delay(5));
            // The instant must not depend on anything the process does, so it is a time and not a condition.
            await Task.WhenAny(Task.Delay(left), ended);
            killed = !ended.IsCompleted;
            process.Kill();
        }

        await ended;
        return killed || process.ExitCode == 0
            ? killed
            : throw new InvalidOperationException($"Seed {settings.Seed}, data kept in {settings.Folder}: the process ended with {process.ExitCode}. {await said}");
    }
}
