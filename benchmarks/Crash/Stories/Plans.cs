namespace Shortloop.Crash.Stories;

/// <summary>Stories that may send to the inbox beside them.</summary>
internal sealed record BatchPlan(InboxPlan Inbox, IReadOnlyList<StoryPlan> Stories);

/// <param name="Numbers">What the caller raises; the stories' come on top.</param>
/// <param name="Suspended">Whether it is suspended for a while.</param>
internal sealed record InboxPlan(string Id, IReadOnlyList<int> Numbers, int RenewEvery, bool Suspended);

/// <param name="Moves">What the caller does after the start, in this order.</param>
/// <param name="Endless">Ends only by the caller's order.</param>
internal sealed record StoryPlan(string Id, IReadOnlyList<Step> Steps, IReadOnlyList<Move> Moves, bool Endless)
{
    public bool MayBeTerminated => Moves.Any(move => move is Terminate);

    public IEnumerable<Tell> Tells => Steps.OfType<Tell>();
}

internal abstract record Move;

/// <summary>The event that the step <paramref name="At"/> waits for, however far the story has come.</summary>
internal sealed record Raise(int At, int Number) : Move;

internal sealed record Suspend : Move;

internal sealed record Resume : Move;

/// <summary>Recursively, with <see cref="Output"/>.</summary>
internal sealed record Terminate : Move
{
    public const string Output = "ended by the caller";
}
