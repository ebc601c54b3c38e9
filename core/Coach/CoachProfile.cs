using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach;

/// <summary>Days in a row on which something of a plan was done, in the person's zone.</summary>
/// <param name="Current">Up to and with <paramref name="LastDay"/>.</param>
public sealed record Streak(int Current, int Longest, DateOnly? LastDay)
{
    public static readonly Streak None = new(0, 0, null);

    /// <summary>A day before the last one changes nothing: clocks and zones may go back.</summary>
    public Streak With(DateOnly day)
    {
        if (LastDay >= day)
            return this;
        int current = LastDay?.AddDays(1) == day ? Current + 1 : 1;
        return new Streak(current, Math.Max(Longest, current), day);
    }

    /// <summary>What it is worth today: it is kept through the day after its last.</summary>
    public int On(DateOnly today) => LastDay?.AddDays(1) >= today ? Current : 0;

    /// <summary>Of the same person: days in a row that touch are one row.</summary>
    public Streak Merge(Streak other)
    {
        if (LastDay is not { } last || other.LastDay is not { } otherLast)
            return LastDay is null ? other : this;
        (Streak late, Streak early) = last >= otherLast ? (this, other) : (other, this);
        DateOnly lateFirst = late.LastDay!.Value.AddDays(1 - late.Current), earlyFirst = early.LastDay!.Value.AddDays(1 - early.Current);
        int current = early.LastDay.Value.AddDays(1) >= lateFirst && earlyFirst < lateFirst ? late.LastDay.Value.DayNumber - earlyFirst.DayNumber + 1 : late.Current;
        return new Streak(current, Math.Max(current, Math.Max(late.Longest, early.Longest)), late.LastDay);
    }
}

/// <param name="Vector">Packed.</param>
public sealed record Watched(long ItemId, string Vector, string Title);

/// <summary>
/// What is known of somebody's taste, and what they are not to meet again. Partition: the user, or the client's hash. Lists are bounded, newest last:
/// what falls off is the oldest.
/// </summary>
public sealed record CoachProfile : Document
{
    public const string TheId = "profile";

    /// <summary>A client that isn't heard of for so long is forgotten; counted from the last write.</summary>
    public static readonly TimeSpan AnonymousLife = TimeSpan.FromDays(180);

    internal const int MostSeen = 3000;
    internal const int MostShown = 1500;
    internal const int MostCreators = 2000;
    internal const int MostSearched = 60;
    internal const int MostMerged = 50;
    internal const int MostPending = 40;

    public string Kind { get; init; } = TheId;

    /// <summary>Random: ids of plans follow from it, so that nobody can work out another's.</summary>
    public required string Seed { get; init; }

    /// <summary>The embedding model that the tastes are made of; others' vectors can't be compared with them.</summary>
    public string? Model { get; init; }

    public IReadOnlyList<Taste> Tastes { get; init; } = [];

    /// <summary>The same of what was watched and not liked, or blocked.</summary>
    public IReadOnlyList<Taste> Distastes { get; init; } = [];

    /// <summary>Watched, and perhaps still to be liked; the next plan takes it as not.</summary>
    public IReadOnlyList<Watched> Pending { get; init; } = [];

    /// <summary>Videos that something was done with.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Videos that were in a plan.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    public IReadOnlyList<string> BlockedCreators { get; init; } = [];

    public IReadOnlyList<string> FollowedCreators { get; init; } = [];

    public IReadOnlyList<string> LikedCreators { get; init; } = [];

    public IReadOnlyList<string> Searched { get; init; } = [];

    public Streak Streak { get; init; } = Streak.None;

    /// <summary>As last asked for.</summary>
    public string? TimeZone { get; init; }

    public string? Language { get; init; }

    public string? Category { get; init; }

    /// <summary>The user whose account all of this becomes part of.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Seeds of the profiles that became part of this one.</summary>
    public IReadOnlyList<string> Merged { get; init; } = [];

    /// <summary>Instead of a name, for clients that know whole numbers only.</summary>
    public long Number() => PlanIds.Of(Seed, "person");

    internal static IReadOnlyList<string> Add(IReadOnlyList<string> list, IEnumerable<string> more, int most)
    {
        string[] added = [.. more.Distinct()];
        return added.Length == 0 ? list : [.. list.Except(added).Concat(added).TakeLast(most)];
    }
}
