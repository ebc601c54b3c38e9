using System.Globalization;
using System.Text.RegularExpressions;

namespace Shortloop.Adapters.TikTok;

internal static partial class Hashtags
{
    [GeneratedRegex(@"(?<![\p{L}\p{N}&/])[#＃](?<tag>[\p{L}\p{M}\p{N}_]{1,100})")]
    private static partial Regex Hashtag { get; }

    /// <summary>Lower case, without the #, each once, in their order. A number alone is none.</summary>
    public static IReadOnlyList<string> In(params ReadOnlySpan<string> texts)
    {
        var found = new List<string>();
        foreach (var text in texts)
            found.AddRange(Hashtag.Matches(text).Select(match => match.Groups["tag"].Value.ToLower(CultureInfo.InvariantCulture)));
        return [.. found.Where(tag => !tag.All(char.IsDigit)).Distinct()];
    }
}
