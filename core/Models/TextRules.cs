namespace Shortloop.Core.Models;

/// <summary>Rules that several answers share. A problem is a sentence for the model that is asked to repair it.</summary>
internal static class TextRules
{
    private const int MostHashtags = 30;

    public static IEnumerable<string> Text(string name, string value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value)) yield return $"{name} is empty.";
        else if (value.Length > longest) yield return $"{name} has {value.Length} characters; at most {longest} are allowed.";
    }

    public static IEnumerable<string> Hashtags(IReadOnlyList<string> hashtags)
    {
        if (hashtags.Count > MostHashtags) yield return $"There are {hashtags.Count} hashtags; at most {MostHashtags} are allowed.";
        foreach (var tag in hashtags.Where(tag => !IsHashtag(tag)))
            yield return $"Hashtag '{tag}' is not usable: 1 to 100 letters, marks, digits and _, without #.";
        if (hashtags.Distinct(StringComparer.OrdinalIgnoreCase).Count() < hashtags.Count) yield return "A hashtag occurs twice.";
    }

    // Marks belong to letters in many scripts.
    private static bool IsHashtag(string tag) =>
        tag.Length is >= 1 and <= 100
        && tag.All(c => char.IsLetterOrDigit(c) || c == '_' || char.GetUnicodeCategory(c)
            is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
}
