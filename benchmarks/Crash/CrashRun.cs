using Shortloop.Crash.Checks;
using Shortloop.Crash.Harness;
using Shortloop.Crash.Serving;
using Shortloop.Crash.Stories;

namespace Shortloop.Crash;

/// <summary>
/// Runs a random mix of orchestrations in a process of its own, kills that process again and again, and holds what came out against
/// what a model says must come out.
/// </summary>
public static class CrashRun
{
    /// <param name="log">Gets a line now and then; the seed first.</param>
    /// <exception cref="InvalidOperationException">The process ended by itself, or refused an order. Its folder is named and kept.</exception>
    public static async Task<CrashReport> RunAsync(CrashOptions options, Action<string> log)
    {
        var folder = Directory.CreateTempSubdirectory("crash-").FullName;
        log(FormattableString.Invariant($"seed {options.Seed}, data in {folder}"));
        var settings = new ServeSettings(folder, Run: 0, default, options.MaxConcurrentActivities, options.Fault);
        CrashReport report;
        try
        {
            report = await RunAsync(settings, options, log);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"Seed {options.Seed}, data kept in {folder}: {error.Message}"), error);
        }

        if (!report.IsRight) return report;
        Directory.Delete(folder, recursive: true);
        return report with { Folder = null };
    }

    private static async Task<CrashReport> RunAsync(ServeSettings settings, CrashOptions options, Action<string> log)
    {
        using var patience = new CancellationTokenSource();
        using var supervisor = new Supervisor(settings);
        var killer = new Killer(supervisor, new Random(options.Seed), log);
        var caller = new Caller(supervisor, patience.Token);

        var killing = killer.RunAsync(options.Kills);
        var playing = Task.WhenAll(Enumerable.Range(0, options.Batches).Select(lane => PlayAsync(lane, killing, options, caller)));
        // Whichever fails first: the other would wait for a process that is not coming.
        await await Task.WhenAny(killing, playing);
        var last = await killing;
        log("no more kills; waiting for all to end");
        patience.CancelAfter(options.Patience);
        await Task.WhenAny(playing, last.Gone);
        if (last.Gone.IsCompleted) throw supervisor.EndedByItself();
        var batches = (await playing).SelectMany(lane => lane).ToList();

        log("checking");
        var report = await new Verdict(settings, options, new Caller(supervisor, CancellationToken.None)).CheckAsync(batches, killer.Kills, caller.CutOff);
        await last.StopAsync();
        return report;
    }

    // Lane 0 plays batches 0, 4, 8 …: which plans there are doesn't depend on who is faster.
    private static async Task<List<BatchRun>> PlayAsync(int lane, Task killing, CrashOptions options, Caller caller)
    {
        List<BatchRun> played = [];
        do
        {
            var plan = new PlanMaker(options.Seed, lane + (played.Count * options.Batches)).Make();
            played.Add(new BatchRun(plan, caller));
            await played[^1].RunAsync();
        }
        while (!killing.IsCompleted);
        return played;
    }
}
