using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Core.Radar.Trends;

/// <param name="Label">As this video writes it.</param>
internal readonly record struct TrendKey(TrendType Type, string Key, string Label);

/// <summary>What a video could share with others: its hashtags, phrases of its title, the way it is made, its sound.</summary>
internal static class TrendKeys
{
    private const int LongestWord = 40;
    private const int MostWords = 40;

    /// <summary>They say where a video is, not what it is about.</summary>
    private static readonly HashSet<string> Everywhere = new(
        ("fyp foryou foryoupage foryoupageシ viral viralvideo viralvideos trending trend trends shorts short ytshorts youtubeshorts shortsvideo shortvideo youtube tiktok reels reel "
        + "instagram instagood instareels explore explorepage video videos fy fypシ fypage parati рек рекомендации рекомендация тренд вирусное new like follow subscribe duet capcut").Split(' '));

    public static IEnumerable<TrendKey> Of(string title, IReadOnlyList<string> hashtags, string? sound, string? language, IReadOnlyList<string>? formats)
    {
        foreach (string tag in hashtags)
            if (!Everywhere.Contains(tag) && tag.Length is > 1 and <= 100)
                yield return new TrendKey(TrendType.Hashtag, tag, $"#{tag}");
        if (sound?.Trim() is { Length: > 0 } named)
            yield return new TrendKey(TrendType.Sound, named.ToLowerInvariant(), named);
        foreach (string format in formats ?? Formats.Of(title))
            yield return new TrendKey(TrendType.Format, format, Formats.LabelOf(format));
        foreach (TrendKey phrase in Phrases(title, language))
            yield return phrase;
    }

    /// <summary>Words that carry meaning, and pairs of them that stand side by side; hashtags within a title are no words of it.</summary>
    private static IEnumerable<TrendKey> Phrases(string title, string? language)
    {
        string text = string.Join(' ', title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] is not ('#' or '@')));
        TalkLanguage talk = language is null ? TalkLanguage.Of([text]) : TalkLanguage.ByCode(language.Split('-')[0].ToLowerInvariant());
        (string Stem, string Word)? former = null;
        foreach (string word in TalkLanguage.Words(text).Take(MostWords))
        {
            if (talk.IsFunctionWord(word) || Everywhere.Contains(word) || word.Length > LongestWord || !word.Any(char.IsLetter))
            {
                former = null;
                continue;
            }

            string stem = talk.Stem(word);
            if (word.Length > 3)
                yield return new TrendKey(TrendType.Topic, stem, word);
            if (former is { } before)
                yield return new TrendKey(TrendType.Topic, $"{before.Stem} {stem}", $"{before.Word} {word}");
            former = (stem, word);
        }
    }
}
