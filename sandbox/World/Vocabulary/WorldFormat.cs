namespace Shortloop.Sandbox.World;

/// <summary>A way of telling, recognised by the words of the title.</summary>
/// <param name="Titles">By language; {0} is the topic.</param>
public sealed record WorldFormat(string Key, IReadOnlyDictionary<string, string> Titles)
{
    public static readonly IReadOnlyList<WorldFormat> All =
    [
        Of("pov", "POV: {0}", "POV: {0}", "POV: {0}", "POV: {0}"),
        Of("day_in_life", "A day in my life: {0}", "Один мой день: {0}", "Un día en mi vida: {0}", "Ein Tag in meinem Leben: {0}"),
        Of("challenge", "I tried it for 30 days: {0}", "30 дней подряд: {0}", "Lo probé 30 días: {0}", "30 Tage ausprobiert: {0}"),
        Of("listicle", "{0}: 5 things nobody tells you", "{0}: 5 вещей, о которых молчат", "{0}: 5 cosas que nadie te cuenta", "{0}: 5 Dinge, die dir keiner sagt"),
        Of("versus", "{0}: cheap vs expensive", "{0}: дёшево против дорого", "{0}: barato vs caro", "{0}: billig vs teuer"),
        Of("reaction", "Reacting to {0}", "Реакция: {0}", "Reacción: {0}", "Reaktion: {0}"),
        Of("ranking", "Ranking: {0}", "Рейтинг: {0}", "Ranking: {0}", "Ranking: {0}"),
        Of("before_after", "{0}: before and after", "{0}: до и после", "{0}: antes y después", "{0}: vorher und nachher"),
        Of("tutorial", "How to: {0}", "Как это делать: {0}", "Cómo se hace: {0}", "So geht's: {0}"),
        Of("storytime", "Storytime: {0}", "История из жизни: {0}", "Storytime: {0}", "Storytime: {0}"),
        Of("myth", "{0}: myth or truth?", "{0}: миф или правда?", "{0}: ¿mito o verdad?", "{0}: Mythos oder Wahrheit?"),
    ];

    /// <summary>The words around the topic, in each language.</summary>
    internal IReadOnlyList<string> Phrases => [.. Titles.Values.Select(t => t.Replace("{0}", "", StringComparison.Ordinal).Trim(' ', ':', '?', '¿')).Distinct()];

    private static WorldFormat Of(string key, string en, string ru, string es, string de) =>
        new(key, new Dictionary<string, string> { ["en"] = en, ["ru"] = ru, ["es"] = es, ["de"] = de });
}
