namespace Shortloop.Crash.Harness;

/// <summary>
/// Kills at random instants: most while the process works, some while it starts and recovers, some several times in quick succession.
/// </summary>
internal sealed class Killer(Supervisor supervisor, Random random, Action<string> log)
{
    private const double DuringStart = 0.15;
    private const double QuickSuccession = 0.05;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan LongestWork = TimeSpan.FromMilliseconds(700);

    public int Kills { get; private set; }

    /// <returns>The last one, which nobody will kill; it is ready.</returns>
    public async Task<ServedProcess> RunAsync(int kills)
    {
        var process = supervisor.Start();
        var quick = 0;
        while (Kills < kills)
        {
            if (quick == 0 && random.NextDouble() < QuickSuccession) quick = random.Next(2, 5);
            await LetLiveAsync(process, hurried: quick > 0);
            await process.KillAsync();
            Kills++;
            quick = Math.Max(0, quick - 1);
            if (Kills % 20 == 0) log(FormattableString.Invariant($"{Kills} of {kills} kills"));
            process = supervisor.Start();
        }

        await supervisor.ReadyAsync(process);
        return process;
    }

    // The instant must not depend on anything the engine does, so it is a time and not a condition.
    private async Task LetLiveAsync(ServedProcess process, bool hurried)
    {
        if (random.NextDouble() < DuringStart)
        {
            await AliveForAsync(process, LongestStart);
            return;
        }

        await supervisor.ReadyAsync(process);
        if (!hurried) await AliveForAsync(process, LongestWork);
    }

    private async Task AliveForAsync(ServedProcess process, TimeSpan longest)
    {
        await Task.WhenAny(Task.Delay(longest * random.NextDouble()), process.Gone);
        if (process.Gone.IsCompleted) throw supervisor.EndedByItself();
    }
}
