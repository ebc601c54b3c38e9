using System.Globalization;

namespace Shortloop.Adapters.Builtin;

/// <summary>What the title, the niche and the goal offer in words.</summary>
internal static class Words
{
    private static readonly HashSet<string> Stop = new(
        ("a an and are as at be but by for from has have how i in is it its my of on or our that the this to was we what when who why will with you your "
        + "more than into out up get make video clip short shorts reel reels final export edit mp4 mov webm avi mkv mov img dsc vid "
        + "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по о из от для это "
        + "el la los las de del y en que un una por con para su al lo como más pero sus le ya o este "
        + "der die das und ist ein eine mit auf für von zu im den dem").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Extensions = [".mp4", ".mov", ".m4v", ".webm", ".mkv", ".avi"];

    /// <summary>A file's name as a person would write it: <c>my-trip_2.mp4</c> → <c>My trip 2</c>. Empty where only a camera spoke.</summary>
    public static string Title(string title)
    {
        var text = title.Trim();
        if (Extensions.FirstOrDefault(extension => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) is { } found)
            text = text[..^found.Length];
        text = string.Join(' ', text.Split(['-', '_', '.', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        return Content(text).Any() ? Cut(char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..], 80) : "";
    }

    /// <summary>Words that carry meaning, in order, lower case, once each.</summary>
    public static IEnumerable<string> Content(string text) =>
        Split(text).Where(word => word.Length >= 3 && !Stop.Contains(word) && word.Any(char.IsLetter)).Distinct();

    /// <summary>The niche as one tag and by word, then the title and the goal; in a fixed order, at most ten.</summary>
    public static IReadOnlyList<string> Hashtags(string title, string? niche, string? goal)
    {
        string[] nicheWords = [.. Content(niche ?? "")];
        string[] titleWords = [.. Content(Title(title))];
        IEnumerable<string> tags =
        [
            .. Joined(nicheWords),
            .. nicheWords,
            .. titleWords,
            .. Content(goal ?? "").Where(word => !GoalVerbs.Contains(word)),
        ];
        string[] found = [.. tags.Where(tag => tag.Length <= 40).Distinct().Take(10)];
        return found.Length > 0 ? found : ["video"];
    }

    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var at = text.LastIndexOf(' ', longest - 1);
        var end = at > longest / 2 ? at : longest - 1;
        // Half a surrogate pair is no character.
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }

    private static readonly HashSet<string> GoalVerbs = new(["grow", "sell", "reach", "followers", "views", "sales", "increase", "gain", "drive"]);

    private static IEnumerable<string> Joined(string[] words) => words.Length is 2 or 3 ? [string.Concat(words)] : [];

    private static IEnumerable<string> Split(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inside = at < text.Length && (char.IsLetterOrDigit(text[at]) || IsMark(text[at]));
            if (inside && start < 0) start = at;
            if (inside || start < 0) continue;
            yield return text[start..at].ToLowerInvariant();
            start = -1;
        }
    }

    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
