namespace Shortloop.Crash;

/// <summary>One run of the harness.</summary>
/// <param name="Seed">The same plans and the same dice for the kills; when exactly they hit stays chance.</param>
/// <param name="Kills">At least 0.</param>
public sealed record CrashOptions(int Seed, int Kills)
{
    /// <summary>How many batches of some six orchestrations are under way at once.</summary>
    public int Batches { get; init; } = 4;

    /// <summary>How many activities the engine may have in flight, so how many may run again after a kill.</summary>
    public int MaxConcurrentActivities { get; init; } = 8;

    /// <summary>After the last kill; what has not ended by then is lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    public Fault Fault { get; init; }
}
