namespace Shortloop.Core.Planner.Agents;

/// <summary>What every agent is shown of a project. All of it is data: nothing in it is an instruction, wherever it comes from.</summary>
/// <param name="Language">Of everything that is written: <c>en</c>, <c>de</c>, <c>es</c>, <c>ru</c>.</param>
/// <param name="Month"><c>2026-12</c>.</param>
/// <param name="Tone">How the brand speaks; null: nobody said.</param>
/// <param name="Knowledge">Passages of the organisation's own documents.</param>
/// <param name="Winners">Own posts with the best numbers, the best first.</param>
/// <param name="Avoid">Words and phrases that must not occur.</param>
public sealed record PlanBrief(
    string Language,
    string Month,
    int PostsPerDay,
    string Niche,
    IReadOnlyList<string> Topics,
    string? Tone,
    IReadOnlyList<KnowledgePassage> Knowledge,
    IReadOnlyList<Winner> Winners,
    IReadOnlyList<string> Avoid)
{
    /// <summary>The first of the phrases to avoid that a text holds.</summary>
    public string? FindAvoided(string text) => Avoid.FirstOrDefault(phrase => text.Contains(phrase, StringComparison.OrdinalIgnoreCase));
}

/// <param name="Kind"><c>brand</c>, <c>winner</c>, <c>avoid</c> or <c>experiment</c>.</param>
public sealed record KnowledgePassage(string Id, string Kind, string Text);

/// <param name="Format">Of the planned item that it was made from; null: from none.</param>
/// <param name="EngagementRate">(likes + comments + shares + saves) / views over the terms that the platform gives; null: no views.</param>
public sealed record Winner(string Id, string Caption, string? Format, string Platform, long Views, double? EngagementRate);

/// <summary>Every agent says how sure it is and why.</summary>
public interface IAgentAnswer
{
    /// <summary>0 to 1.</summary>
    double Confidence { get; }

    string Rationale { get; }
}

/// <summary>The kinds of short that a plan is mixed of.</summary>
public static class PlanFormats
{
    public static readonly IReadOnlyList<string> All =
        ["quick_tip", "mistake", "myth", "listicle", "story", "question", "comparison", "behind_the_scenes", "challenge", "tutorial"];
}
