namespace Shortloop.Sandbox.World;

/// <param name="Key">The English phrase with underscores.</param>
/// <param name="Phrases">By language, as it stands in titles.</param>
/// <param name="IsEmerging">Nobody talks about it before a planted trend takes it up.</param>
public sealed record WorldTopic(string Key, string Category, IReadOnlyDictionary<string, string> Phrases, bool IsEmerging)
{
    public static readonly IReadOnlyList<WorldTopic> All = [.. TopicTable.Rows()];

    private static readonly Dictionary<string, WorldTopic[]> Steady =
        All.Where(t => !t.IsEmerging).GroupBy(t => t.Category).ToDictionary(g => g.Key, g => g.ToArray());

    public static readonly IReadOnlyList<WorldTopic> Emerging = [.. All.Where(t => t.IsEmerging)];

    public static IReadOnlyList<WorldTopic> Of(string category) => Steady[category];

    /// <summary>The phrase as a hashtag.</summary>
    public string HashtagIn(string language) => string.Concat(Phrases[language].Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
