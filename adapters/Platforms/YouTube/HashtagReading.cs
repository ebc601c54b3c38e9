using System.Globalization;
using System.Text.RegularExpressions;

namespace Shortloop.Adapters.YouTube;

internal static partial class HashtagReading
{
    /// <summary>With more than these YouTube ignores every hashtag of a video.</summary>
    private const int Most = 60;

    [GeneratedRegex(@"(?<![\p{L}\p{N}&/])[#＃](?<tag>[\p{L}\p{M}\p{N}_]{1,100})")]
    private static partial Regex Hashtag { get; }

    /// <summary>Those of title and description, and of the tags such as are written with #. A number alone is none.</summary>
    public static IReadOnlyList<string> Of(string title, string description, IReadOnlyList<string> tags)
    {
        string[] found = [.. new[] { title, description }.Concat(tags)
            .SelectMany(text => Hashtag.Matches(text).Select(m => m.Groups["tag"].Value))
            .Where(tag => !tag.All(char.IsDigit))
            .Select(tag => tag.ToLower(CultureInfo.InvariantCulture))];
        return found.Length > Most ? [] : [.. found.Distinct()];
    }
}
