namespace Shortloop.Crash.Stories;

/// <summary>Random steps. What stands how often in the lists below is how often it is drawn.</summary>
internal sealed class StepMaker
{
    private readonly Random _random;
    private readonly Func<Step>[] _plain;
    private readonly Func<Step>[] _forTop;

    /// <param name="number">The next number nobody else has.</param>
    public StepMaker(Random random, string inboxId, Func<int> number)
    {
        _random = random;
        _plain =
        [
            () => new Call(), () => new Call(), () => new Call(), () => new Call(),
            () => new Fan(random.Next(2, 9)),
            () => new Pause(random.Next(1, 40)), () => new Pause(random.Next(1, 40)),
            () => new Flaky(random.Next(1, 4)),
            () => new Renew(),
        ];
        _forTop =
        [
            .. _plain, .. _plain,
            () => new Fan(random.Next(10, 31)),
            () => new FirstOf(random.Next(2, 5)),
            () => new GiveUp(random.Next(1, 4)),
            () => new Hear(number()), () => new Hear(number()), () => new Hear(number()),
            () => new HearInTime(number(), random.Next(1, 60)),
            () => new HearInTime(number(), HearInTime.Hour),
            () => new HearInTime(null, random.Next(1, 30)),
            () => new Tell(inboxId, number()), () => new Tell(inboxId, number()), () => new Tell(inboxId, number()),
            () => new Child(Nested(depth: 1)), () => new Child(Nested(depth: 1)), () => new Child(Nested(depth: 1)),
            () => new Say(FormattableString.Invariant($"status {number()}")), () => new Say(FormattableString.Invariant($"status {number()}")),
        ];
    }

    /// <param name="endless">The last step, here or in a child, waits for an event that never comes.</param>
    public IReadOnlyList<Step> Top(bool endless)
    {
        List<Step> steps = [.. Draw(_forTop, _random.Next(1, 8))];
        if (endless) steps.Add(_random.Next(2) == 0 ? new Hear(0) : new Child([new Call(), new Hear(0)]));
        else if (_random.Next(20) == 0) steps.Add(new Fall());
        return steps;
    }

    private List<Step> Nested(int depth)
    {
        List<Step> steps = [.. Draw(_plain, _random.Next(1, 4))];
        if (depth < 3 && _random.Next(4) == 0) steps.Add(new Child(Nested(depth + 1)));
        if (_random.Next(6) == 0) steps.Add(new Fall());
        return steps;
    }

    private IEnumerable<Step> Draw(Func<Step>[] from, int count) => Enumerable.Range(0, count).Select(_ => from[_random.Next(from.Length)]());
}
