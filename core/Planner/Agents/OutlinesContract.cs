using Shortloop.Core.Models;
using Shortloop.Core.Planner.Items;

namespace Shortloop.Core.Planner.Agents;

public sealed record OutlineSlot(string Id, string Topic, string Format, int Variant, string Hook, string Wish);

public sealed record OutlinesRequest(PlanBrief Brief, IReadOnlyList<OutlineSlot> Slots);

public sealed record WrittenOutline(
    string Id,
    IReadOnlyList<string> Outline,
    IReadOnlyList<StoryboardShot> Storyboard,
    string Caption,
    IReadOnlyList<string> Hashtags,
    string CallToAction,
    string VideoPrompt,
    string VoicePrompt,
    double Confidence,
    string Rationale);

public sealed record OutlinesAnswer(IReadOnlyList<WrittenOutline> Outlines, double Confidence, string Rationale) : IAgentAnswer;

public static class OutlinesCheck
{
    public static IReadOnlyList<string> Problems(OutlinesAnswer answer, OutlinesRequest request) => [.. Find(answer, request)];

    private static IEnumerable<string> Find(OutlinesAnswer answer, OutlinesRequest request)
    {
        if (!answer.Outlines.Select(outline => outline.Id).Order().SequenceEqual(request.Slots.Select(slot => slot.Id).Order()))
            yield return "Write exactly one outline for each slot, under the slot's id.";
        foreach (WrittenOutline outline in answer.Outlines)
        {
            foreach (string problem in ContentRules.Problems(
                outline.Outline, outline.Storyboard, outline.Caption, outline.Hashtags, outline.CallToAction, new ItemPrompts(outline.VideoPrompt, outline.VoicePrompt)))
                yield return problem;
            foreach (string problem in TextRules.Text("rationale", outline.Rationale, 1000)) yield return problem;
            if (outline.Confidence is not (>= 0 and <= 1)) yield return "A confidence is 0 to 1.";
            if (request.Brief.FindAvoided($"{outline.Caption} {outline.CallToAction} {string.Join(' ', outline.Storyboard.Select(shot => $"{shot.Text} {shot.Voice}"))}") is { } avoided)
                yield return $"An outline holds '{avoided}', which is to be avoided.";
        }
    }
}

/// <summary>What an item's content may be, whoever wrote it.</summary>
public static class ContentRules
{
    public const int LongestCaption = 1500;
    public const int LongestPrompt = 2000;

    public static IEnumerable<string> Problems(
        IReadOnlyList<string> outline, IReadOnlyList<StoryboardShot> storyboard, string caption, IReadOnlyList<string> hashtags, string callToAction, ItemPrompts prompts)
    {
        if (outline.Count is 0 or > 10) yield return "An outline has 1 to 10 points.";
        foreach (string problem in outline.SelectMany(point => TextRules.Text("outline", point, 300))) yield return problem;
        if (storyboard.Count is 0 or > 10) yield return "A storyboard has 1 to 10 shots.";
        foreach (StoryboardShot shot in storyboard)
        {
            if (shot.Seconds is not (>= 1 and <= 20)) yield return $"A shot lasts 1 to 20 s, not {shot.Seconds}.";
            foreach (string problem in TextRules.Text("visual", shot.Visual, 300)) yield return problem;
            if (shot.Text.Length > Scripts.ScriptCheck.LongestOverlay) yield return $"A shot's text has at most {Scripts.ScriptCheck.LongestOverlay} characters.";
            if (shot.Voice.Length > 500) yield return "A shot's voice has at most 500 characters.";
        }

        foreach (string problem in TextRules.Text("caption", caption, LongestCaption)) yield return problem;
        foreach (string problem in TextRules.Hashtags(hashtags)) yield return problem;
        foreach (string problem in TextRules.Text("callToAction", callToAction, 200)) yield return problem;
        if (prompts.Video.Length > LongestPrompt || prompts.Voice.Length > LongestPrompt) yield return $"A prompt has at most {LongestPrompt} characters.";
    }
}
