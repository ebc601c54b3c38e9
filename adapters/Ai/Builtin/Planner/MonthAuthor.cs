using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Months;

namespace Shortloop.Adapters.Builtin.Planner;

/// <summary>Research, mix, outlines and judgement of the built-in analyst: counted, not felt.</summary>
internal static class MonthAuthor
{
    public static ResearchAnswer Research(ResearchRequest request)
    {
        PlanBrief brief = request.Brief;
        string[] named = [.. brief.Topics, .. brief.Topics.Count < 3 && brief.Niche.Length > 0 ? [Words.Cut(brief.Niche, 60)] : Array.Empty<string>()];
        MonthTopic[] topics =
        [
            .. named.Distinct(StringComparer.OrdinalIgnoreCase).Where(topic => brief.FindAvoided(topic) is null).Take(30)
                .Select(topic => new MonthTopic(topic, "Named in the project's settings.", Speaking(brief, topic)))
                .OrderByDescending(topic => topic.Evidence.Count),
        ];
        if (topics.Length == 0)
            topics = [new MonthTopic(Words.Cut(named[0], 60), "The only one that is named, although it is to be avoided.", [])];
        int cited = topics.Sum(topic => topic.Evidence.Count);
        return new ResearchAnswer(
            topics, [], Math.Round(Math.Min(0.9, 0.5 + (0.05 * cited)), 2),
            $"{topics.Length} topics of the project, {cited} passages and posts that speak of them.");
    }

    public static FormatsAnswer Formats(FormatsRequest request)
    {
        // One part each, and one more for every good post of that format.
        Dictionary<string, int> parts = request.Formats.ToDictionary(format => format, format => 1 + request.Brief.Winners.Count(winner => winner.Format == format));
        double all = parts.Values.Sum();
        FormatShare[] shares =
        [
            .. parts.Select(part => new FormatShare(
                part.Key, Math.Round(part.Value / all, 4), part.Value > 1 ? $"{part.Value - 1} of the best posts were of this format." : "One part, so that nothing is left untried.")),
        ];
        return new FormatsAnswer(shares, request.Brief.Winners.Any(winner => winner.Format is not null) ? 0.7 : 0.5, "Equal parts, with more room for what went well before.");
    }

    public static OutlinesAnswer Outlines(OutlinesRequest request)
    {
        Phrases phrases = Phrases.Of(request.Brief.Language);
        return new OutlinesAnswer([.. request.Slots.Select(slot => Outline(phrases, request.Brief, slot))], 0.6, "Each format has its own order of steps; the topic was put in.");
    }

    public static JudgeAnswer Judge(JudgeRequest request) =>
        new([.. request.Items.Select(item => Judge(item, request))], 0.6, "Length, topic, promise and phrases to avoid were checked; taste was not.");

    private static string[] Speaking(PlanBrief brief, string topic) =>
    [
        .. brief.Knowledge.Where(passage => passage.Text.Contains(topic, StringComparison.OrdinalIgnoreCase)).Select(passage => passage.Id),
        .. brief.Winners.Where(winner => winner.Caption.Contains(topic, StringComparison.OrdinalIgnoreCase)).Select(winner => winner.Id),
    ];

    private static WrittenOutline Outline(Phrases phrases, PlanBrief brief, OutlineSlot slot)
    {
        string Take(string heading, int offset)
        {
            IReadOnlyList<string> all = phrases.Under(heading);
            IEnumerable<string> turned = Enumerable.Range(0, all.Count).Select(step => Phrases.Fill(all[(slot.Variant + offset + step) % all.Count], slot.Topic, slot.Hook));
            return turned.FirstOrDefault(sentence => brief.FindAvoided(sentence) is null) ?? slot.Topic;
        }

        string[] beats = [.. phrases.Under($"beats {slot.Format}").Select(beat => Phrases.Fill(beat, slot.Topic)).Where(beat => brief.FindAvoided(beat) is null).DefaultIfEmpty(slot.Topic)];
        string call = Take("cta", slot.Format.Length);
        (string opening, string turn) = Halves(slot.Hook);
        // What is done is seen; what is said are the hook's two sentences and the last one.
        StoryboardShot[] shots =
        [
            new(3, Take("visual", 0), Words.Cut(opening, 80), opening),
            .. beats.Select((beat, index) => new StoryboardShot(5, beat, index == 0 ? Words.Cut(turn, 80) : "", index == 0 ? turn : "")),
            new(3, Take("visual", 1), Words.Cut(call, 80), call),
        ];
        IReadOnlyList<string> tags = Words.Hashtags(slot.Topic, brief.Niche, null);
        return new WrittenOutline(
            slot.Id, beats, shots, Words.Cut(Take("caption", 0), ContentRules.LongestCaption), tags, call,
            Words.Cut(string.Join(" · ", shots.Select(shot => $"{shot.Seconds:0} s: {shot.Visual}")), ContentRules.LongestPrompt),
            Words.Cut(string.Join(' ', (string[])[slot.Hook, call]), ContentRules.LongestPrompt),
            0.6, $"The steps of a {slot.Format.Replace('_', ' ')}, with “{slot.Topic}” put in.");
    }

    /// <summary>A hook's two sentences; the second is empty where there is one only.</summary>
    private static (string Opening, string Turn) Halves(string hook)
    {
        for (int at = hook.Length - 3; at > 0; at--)
            if (hook[at] is '.' or '?' or '!' && hook[at + 1] == ' ')
                return (hook[..(at + 1)], hook[(at + 2)..]);
        return (hook, "");
    }

    private static Verdict Judge(JudgedItem item, JudgeRequest request)
    {
        var problems = new List<string>();
        if (item.Hook.Length > request.LongestHook) problems.Add("The hook is too long to be read in three seconds.");
        if (!item.Hook.Contains(item.Topic, StringComparison.OrdinalIgnoreCase)) problems.Add("The hook does not name its topic.");
        if (item.Outline.Count < 2) problems.Add("The outline has no steps that keep the hook's promise.");
        if (request.Brief.FindAvoided($"{item.Hook} {item.Caption}") is { } avoided) problems.Add($"It holds “{avoided}”, which is to be avoided.");
        double score = Math.Max(0, 90 - (problems.Count * 20) - Math.Max(0, (item.Hook.Length - 90) / 5.0));
        return new Verdict(item.Id, Math.Round(score, 1), problems, 0.6, problems.Count == 0 ? "Short enough, on its topic, with steps that follow." : string.Join(' ', problems));
    }
}
