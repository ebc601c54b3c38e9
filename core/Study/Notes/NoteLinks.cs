using System.Text.RegularExpressions;

namespace Shortloop.Core.Study.Notes;

/// <param name="Target">A title as people write it, or a note's id as it is stored.</param>
/// <param name="Alias">What is shown instead of the title.</param>
public sealed record WikiLink(string Target, string? Alias)
{
    public override string ToString() => Alias is null ? $"[[{Target}]]" : $"[[{Target}|{Alias}]]";
}

/// <summary><c>[[Title]]</c> and <c>[[Title|shown]]</c> in Markdown, as Obsidian has them.</summary>
public static partial class NoteLinks
{
    /// <summary>Characters that would end a link, or mean a heading or a block within the note.</summary>
    public const string NotInTitles = "[]|#^";

    public static IReadOnlyList<WikiLink> Find(string text) => [.. Link().Matches(text).Select(Of)];

    /// <param name="change">The text that stands there instead.</param>
    public static string Replace(string text, Func<WikiLink, string> change) => Link().Replace(text, match => change(Of(match)));

    private static WikiLink Of(Match match) => new(match.Groups[1].Value.Trim(), match.Groups[2].Success ? match.Groups[2].Value : null);

    [GeneratedRegex(@"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{0,200}))?\]\]")]
    private static partial Regex Link();
}
