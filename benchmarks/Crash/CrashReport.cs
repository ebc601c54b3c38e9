namespace Shortloop.Crash;

/// <summary>What came out of a run. It is right when all lists are empty and nothing ran again that no kill explains.</summary>
/// <param name="Lost">Confirmed starts and events that are gone.</param>
/// <param name="Wrong">Results, statuses and histories that the model doesn't allow.</param>
/// <param name="StepsTwice">Decisions, answers and events that were applied twice.</param>
/// <param name="ActivitiesTwice">Runs of activities that kills caused.</param>
/// <param name="MostAfterOneKill">Of these, the most after one kill; the bound is <see cref="CrashOptions.MaxConcurrentActivities"/>.</param>
/// <param name="OverInFlight">Of these, those over the bound after their kill, or without any kill.</param>
/// <param name="CutOff">Orders whose answer a kill cut off, so that they were given again.</param>
/// <param name="Folder">The engine's file, the journal and the log; null if all is right: then it is removed.</param>
public sealed record CrashReport(
    CrashOptions Options, int Kills, int Stories, int Activities, int CutOff,
    IReadOnlyList<string> Lost, IReadOnlyList<string> Wrong, IReadOnlyList<string> StepsTwice,
    int ActivitiesTwice, int MostAfterOneKill, int OverInFlight, string? Folder)
{
    public bool IsRight => Lost.Count + Wrong.Count + StepsTwice.Count + OverInFlight == 0;

    /// <summary>For people: the figures, and the first of each kind of finding.</summary>
    public override string ToString() => string.Join('\n', Lines());

    private IEnumerable<string> Lines()
    {
        yield return FormattableString.Invariant($"seed {Options.Seed}: {Kills} kills over {Stories} stories with {Activities} runs of activities; {CutOff} orders cut off and given again");
        yield return FormattableString.Invariant($"lost {Lost.Count}, wrong {Wrong.Count}, steps twice {StepsTwice.Count}");
        yield return FormattableString.Invariant($"activities twice {ActivitiesTwice}, at most {MostAfterOneKill} after one kill (bound {Options.MaxConcurrentActivities}), unexplained {OverInFlight}");
        foreach (var (kind, findings) in new[] { ("lost", Lost), ("wrong", Wrong), ("twice", StepsTwice) })
            foreach (var finding in findings.Take(10)) yield return $"  {kind}: {finding}";
        if (Folder is not null) yield return $"kept: {Folder}";
    }
}
