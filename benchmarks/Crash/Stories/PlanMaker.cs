namespace Shortloop.Crash.Stories;

/// <summary>Makes plans up: the same seed and index, the same plan.</summary>
internal sealed class PlanMaker
{
    private const int NumbersPerBatch = 1_000;

    private readonly Random _random;
    private readonly StepMaker _steps;
    private readonly string _batch;
    private readonly string _inbox;
    private int _number;

    public PlanMaker(int seed, int index)
    {
        _random = new Random(HashCode(seed, index));
        _batch = FormattableString.Invariant($"b{index}");
        _inbox = $"{_batch}-inbox";
        _number = index * NumbersPerBatch;
        _steps = new StepMaker(_random, _inbox, () => ++_number);
    }

    public BatchPlan Make()
    {
        var inbox = new InboxPlan(
            _inbox, [.. Enumerable.Range(0, _random.Next(3, 9)).Select(_ => ++_number)], RenewEvery: _random.Next(2, 9), Suspended: Chance(0.3));
        return new BatchPlan(inbox, [.. Enumerable.Range(0, _random.Next(4, 9)).Select(MakeStory)]);
    }

    private StoryPlan MakeStory(int index)
    {
        var id = FormattableString.Invariant($"{_batch}-s{index}");
        var endless = Chance(0.08);
        var steps = _steps.Top(endless);
        return new StoryPlan(id, steps, Moves(steps, endless), endless);
    }

    private List<Move> Moves(IReadOnlyList<Step> steps, bool endless)
    {
        var moves = steps.Index().Select(step => Raised(step.Index, step.Item)).OfType<Move>().ToList();
        // An endless story's last event is the one that never comes.
        if (endless) moves.RemoveAll(move => move is Raise raise && raise.At == steps.Count - 1);
        var shuffled = moves.ToArray();
        _random.Shuffle(shuffled);
        moves = [.. shuffled];
        if (Chance(0.2))
        {
            var suspendAt = _random.Next(moves.Count + 1);
            moves.Insert(suspendAt, new Suspend());
            moves.Insert(_random.Next(suspendAt + 1, moves.Count + 1), new Resume());
        }

        if (!endless && !Chance(0.06)) return moves;
        return [.. moves.Take(_random.Next(moves.Count + 1)), new Terminate()];
    }

    private static Raise? Raised(int at, Step step) => step switch
    {
        Hear hear => new Raise(at, hear.Number),
        HearInTime { Number: { } number } => new Raise(at, number),
        _ => null,
    };

    private bool Chance(double of) => _random.NextDouble() < of;

    // Not System.HashCode: that one differs from process to process.
    private static int HashCode(int seed, int index) => unchecked((int)Words.Hash(FormattableString.Invariant($"{seed}/{index}")));
}
