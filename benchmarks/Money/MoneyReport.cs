namespace Shortloop.MoneyBench;

/// <summary>What came out of a run. It is right when there are no violations.</summary>
/// <param name="Kills">Those that met the process at work.</param>
/// <param name="Charged">Renders that were made and paid.</param>
/// <param name="Unserved">Renders that were refused for want of credits, or ended before they were ordered.</param>
/// <param name="Webhooks">Deliveries of the provider's events.</param>
/// <param name="Violations">What must never be; each a sentence.</param>
/// <param name="Folder">The store and the journals; null if all is right: then it is removed.</param>
public sealed record MoneyReport(
    MoneyOptions Options, int Kills, int Charged, int Unserved, int Webhooks, int Entries, IReadOnlyList<string> Violations, string? Folder)
{
    /// <summary>For people: the figures, and the first of the findings.</summary>
    public override string ToString() => string.Join('\n', Lines());

    private IEnumerable<string> Lines()
    {
        yield return FormattableString.Invariant(
            $"seed {Options.Seed}: {Kills} kills over {Options.Jobs} renders by {MoneySettings.Spenders} spenders: {Charged} charged, {Unserved} unserved; {Webhooks} webhooks, {Entries} ledger entries");
        yield return FormattableString.Invariant($"violations {Violations.Count}");
        foreach (string violation in Violations.Take(20))
            yield return $"  {violation}";
        if (Folder is not null)
            yield return $"kept: {Folder}";
    }
}
