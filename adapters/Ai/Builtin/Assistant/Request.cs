using System.Globalization;
using System.Text.RegularExpressions;

namespace Shortloop.Adapters.Builtin.Assistant;

/// <summary>A message as the analyst reads it.</summary>
/// <param name="Language"><c>en</c>, <c>de</c>, <c>es</c> or <c>ru</c>, by its letters and small words; English if nothing speaks for another.</param>
/// <param name="Quoted">What stands between quotation marks: words of a title or caption.</param>
/// <param name="At">An instant in ISO 8601, the only form it understands.</param>
internal sealed partial record Request(string Language, IReadOnlySet<string> Words, Intent? Intent, string? Quoted, DateTimeOffset? At, IReadOnlyList<string> Ids)
{
    private static readonly Dictionary<string, string[]> SmallWords = new()
    {
        ["de"] = ["der", "die", "das", "ist", "was", "welche", "meine", "zeig", "zeige", "mir", "und", "bitte", "hilfe", "den", "lösche", "beste", "besten"],
        ["es"] = ["el", "la", "los", "las", "qué", "que", "mis", "muestra", "muéstrame", "está", "ayuda", "por", "mi", "cuáles", "mejores"],
    };

    private static readonly string[] HelpWords = ["help", "hilfe", "помощь", "помоги", "ayuda", "hello", "hi", "hallo", "привет", "hola", "can"];

    private static readonly string[] Asking =
    [
        "what", "which", "when", "how", "show", "list", "was", "welche", "wann", "wie", "zeig", "zeige", "что", "какие", "какой", "когда", "сколько", "покажи", "qué", "que", "cuál", "cuáles",
        "cuándo", "muestra", "muéstrame",
    ];

    public bool WantsHelp => Words.Overlaps(HelpWords);

    public string? Id => Ids.Count == 1 ? Ids[0] : null;

    public string? IdOf(string prefix) => Ids.FirstOrDefault(id => id.StartsWith(prefix + "_", StringComparison.Ordinal));

    public bool Has(params string[] stems) => stems.Any(stem => Words.Any(word => word.StartsWith(stem, StringComparison.Ordinal)));

    /// <summary>Without quotation marks anything could be meant.</summary>
    public bool Fits(string name) => Quoted is null || Quoted.Split(' ').All(word => name.Contains(word, StringComparison.CurrentCultureIgnoreCase));

    public static Request Read(string message)
    {
        string? quoted = Quotes().Match(message) is { Success: true } match ? match.Groups[1].Value.Trim() : null;
        // What is quoted is a name: its words say nothing of what is wanted.
        string plain = Quotes().Replace(message, " ");
        string[] ids = [.. IdLike().Matches(plain).Select(id => id.Value).Distinct()];
        string[] inOrder = [.. Word().Matches(IdLike().Replace(plain, " ").ToLowerInvariant()).Select(word => word.Value)];
        HashSet<string> words = [.. inOrder];
        bool asks = inOrder is [var first, ..] && Asking.Contains(first);
        DateTimeOffset? at = Instant().Match(plain) is { Success: true } time
            && DateTimeOffset.TryParse(time.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed) ? parsed : null;
        return new Request(LanguageOf(plain, words), words, Intents.All.FirstOrDefault(intent => intent.IsWantedBy(words, asks, at is not null)), quoted is { Length: > 0 } ? quoted : null, at, ids);
    }

    private static string LanguageOf(string text, HashSet<string> words) =>
        text.Any(c => c is >= 'А' and <= 'я' or 'ё' or 'Ё') ? "ru"
        : text.Contains('¿', StringComparison.Ordinal) || words.Any(word => word.Contains('ñ', StringComparison.Ordinal)) ? "es"
        : SmallWords.Select(pair => (pair.Key, Count: pair.Value.Count(words.Contains))).Where(pair => pair.Count > 0).OrderByDescending(pair => pair.Count)
            .Select(pair => pair.Key).FirstOrDefault() ?? "en";

    [GeneratedRegex("""["“„«']([^"”“»']{1,200})["”“»']""")]
    private static partial Regex Quotes();

    [GeneratedRegex(@"\b[a-z]{3}_[0-9a-f]{32}\b")]
    private static partial Regex IdLike();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}\p{N}]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?\s?(Z|[+-]\d\d:?\d\d)?")]
    private static partial Regex Instant();
}
