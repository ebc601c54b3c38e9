namespace Shortloop.Crash.Stories;

/// <summary>Knows what a story must come to, without running it.</summary>
internal static class Model
{
    public static Expectation Of(string id, IReadOnlyList<Step> steps)
    {
        var children = steps.Index().Where(step => step.Item is Child)
            .ToDictionary(step => step.Index, step => Of(Story.KeyOf(id, step.Index), ((Child)step.Item).Steps));
        var last = steps.Skip(steps.ToList().FindLastIndex(step => step is Renew) + 1).ToList();
        return new Expectation
        {
            Id = id,
            Said = [.. steps.Index().Select(step => Said(id, step.Index, step.Item, children)).OfType<string[]>()],
            Fails = steps[^1] is Fall,
            Runs = steps.Index().SelectMany(step => Runs(Story.KeyOf(id, step.Index), step.Item))
                .Concat(children.Values.SelectMany(child => child.Runs)).ToDictionary(),
            Children = [.. children.Values],
            CustomStatus = last.OfType<Say>().LastOrDefault()?.Status,
            LastGeneration = new DecisionCounts(
                last.Sum(LeastActivities), last.Sum(MostActivities), last.Count(step => step is Child), last.Count(step => step is Tell)),
        };
    }

    /// <returns>The words that may stand for the step; null if it adds none.</returns>
    private static string[]? Said(string id, int at, Step step, IReadOnlyDictionary<int, Expectation> children)
    {
        var key = Story.KeyOf(id, at);
        return step switch
        {
            Call or Flaky => [Words.Of(key)],
            Fan fan => [string.Join('+', Sides(key, fan.Width).Select(Words.Of))],
            FirstOf first => [.. Sides(key, first.Width).Select(Words.Of)],
            GiveUp => [Story.GaveUp],
            Pause => [Story.Paused],
            Hear hear => [Number(hear.Number)],
            HearInTime { Number: null } => [Story.Late],
            HearInTime { Number: { } number, Milliseconds: HearInTime.Hour } => [Number(number)],
            HearInTime { Number: { } number } => [Number(number), Story.Late],
            Child when children[at].Fails => [Story.Fell],
            Child => [.. Combinations(children[at].Said).Select(Story.Joined)],
            _ => null,
        };
    }

    private static IEnumerable<KeyValuePair<string, int>> Runs(string key, Step step) => step switch
    {
        Call => [new(key, 1)],
        Flaky flaky => [new(key, flaky.Failures + 1)],
        GiveUp hopeless => [new(key, hopeless.Attempts)],
        Fan fan => Sides(key, fan.Width).Select(side => new KeyValuePair<string, int>(side, 1)),
        FirstOf first => Sides(key, first.Width).Select(side => new KeyValuePair<string, int>(side, 1)),
        _ => [],
    };

    // A failing run that was cut off by a kill counts as one of the failures, so there may be fewer attempts than failures + 1.
    private static int LeastActivities(Step step) => step is Flaky ? 1 : MostActivities(step);

    private static int MostActivities(Step step) => Runs("", step).Sum(run => run.Value);

    private static IEnumerable<string> Sides(string key, int width) => Enumerable.Range(0, width).Select(side => Story.KeyOf(key, side));

    private static string Number(int number) => FormattableString.Invariant($"{number}");

    private static IEnumerable<IEnumerable<string>> Combinations(IEnumerable<IReadOnlyList<string>> places) => places.Aggregate(
        (IEnumerable<IEnumerable<string>>)[[]], (begun, place) => begun.SelectMany(words => place.Select(word => words.Append(word))));
}
