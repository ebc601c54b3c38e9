using System.Globalization;
using System.Text;

namespace Shortloop.Core.Study.Transcripts;

/// <summary>
/// Which of the four languages a text is in, by its function words, and which of its words carry meaning there. Words are cut to a stem by their
/// commonest endings: enough to count "editor", "editors" and "editing" near each other, and never shown to anybody.
/// </summary>
public sealed class TalkLanguage
{
    private static readonly TalkLanguage English = new("en",
        "a about after all also am an and any are as at be because been before being but by can could did do does doing don down each even every few for from get go going gonna got had has have having he her here hers him his how i if in into is it its just know kind let like ll lot make many maybe me mean might more most much must my no not now of off ok okay on one only or other our out over own people put quite re really right said same say says see she should so some something still such take than that the their them then there these they thing things think this those through to too two up us ve very was way we well were what when where which while who why will with would yeah yes you your",
        ["ations", "ation", "ings", "ing", "edly", "ers", "ies", "ed", "er", "es", "ly", "s"]);

    private static readonly TalkLanguage German = new("de",
        "aber alle als also am an auch auf aus bei bin bis bist da dann das dass dein dem den denn der des die dies diese dieser doch dort du durch ein eine einem einen einer eines er es etwas euch für gibt hab haben hat hatte hier ich ihm ihn ihr im in ist ja jede jetzt kann kein können man mal mehr mein mich mit muss nach nicht noch nun nur ob oder ohne schon sehr sein sich sie sind so soll über um und uns unter viel vom von vor war was weil wenn wer werden wie wieder will wir wird wo zu zum zur",
        ["ungen", "ung", "ern", "en", "er", "es", "em", "e", "s"]);

    private static readonly TalkLanguage Spanish = new("es",
        "a al algo ahora ante así aunque cada como con cosa cosas cual cuando de del desde donde dos e el ella ellas ellos en entonces entre era es esa ese eso esta está están este esto estos fue ha hace hacer hay la las le les lo los más me mi mucho muy nada ni no nos nosotros o para pero poco por porque pues que qué quien se sea ser si sí sin sobre son su sus también tan te tiene todo todos tu un una uno unos va vamos y ya yo",
        ["aciones", "ación", "mente", "ando", "iendo", "os", "as", "es", "o", "a", "s"]);

    private static readonly TalkLanguage Russian = new("ru",
        "а без более бы был была были было быть в вам вас весь во вот все всё всего вы где да даже для до его ее её если есть еще ещё же за здесь и из или им их к как какой когда кто ли либо меня мне может мы на над надо наш не него нее нет ни них но ну о об однако он она они оно от очень по под после потому при про просто раз с сам свой себя сейчас со так также такой там тем то того тоже только том тот у уже хотя чего чем что чтобы эта эти это этого этот я",
        ["ениями", "ением", "ениях", "ение", "ения", "ости", "ость", "ами", "ями", "ого", "ему", "ыми", "ах", "ях", "ов", "ев", "ам", "ям", "ой", "ей", "ый", "ий", "ая", "ое", "ые", "ть", "ы", "и", "а", "я", "о", "е", "у", "ю", "ь"]);

    private static readonly TalkLanguage[] All = [English, German, Spanish, Russian];

    private readonly HashSet<string> _function;
    private readonly string[] _endings;

    private TalkLanguage(string code, string function, string[] endings) =>
        (Code, _function, _endings) = (code, new HashSet<string>(function.Split(' ')), endings);

    /// <summary><c>en</c>, <c>de</c>, <c>es</c> or <c>ru</c>.</summary>
    public string Code { get; }

    /// <summary>The one whose function words are most of the text; English where none is.</summary>
    public static TalkLanguage Of(IEnumerable<string> texts)
    {
        string[] words = [.. texts.SelectMany(Words).Take(5000)];
        return All.MaxBy(language => words.Count(language._function.Contains))!;
    }

    /// <returns>English for a code that isn't one of the four.</returns>
    public static TalkLanguage ByCode(string? code) => Array.Find(All, language => language.Code == code) ?? English;

    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                word.Append(char.ToLowerInvariant(c));
                continue;
            }

            // "don't" is one word for our purpose, and a function word by its first half.
            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    public bool IsFunctionWord(string lowerCaseWord) => lowerCaseWord.Length < 3 || _function.Contains(lowerCaseWord);

    /// <summary>Stems of the words that carry meaning, in order.</summary>
    public IEnumerable<string> Terms(string text) => Words(text).Where(word => !IsFunctionWord(word) && word.Any(char.IsLetter)).Select(Stem);

    public string Stem(string lowerCaseWord)
    {
        foreach (string ending in _endings)
            if (lowerCaseWord.Length - ending.Length >= 3 && lowerCaseWord.EndsWith(ending, StringComparison.Ordinal))
                return lowerCaseWord[..^ending.Length];
        return lowerCaseWord;
    }
}
