using System.Globalization;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>Readable scraps of text from the prompt's own words, the same for the same prompt and place.</summary>
internal sealed class Phrases
{
    private static readonly HashSet<string> Dull =
    [
        "the", "and", "for", "are", "with", "that", "this", "you", "your", "from", "must", "each", "not", "null", "true", "false", "json", "schema",
        "string", "number", "object", "array", "one", "any", "all",
    ];

    private readonly ulong _seed;
    private readonly string[] _words;

    /// <param name="seed">What makes one answer differ from another.</param>
    /// <param name="prose">Where the words come from.</param>
    public Phrases(string seed, string prose)
    {
        _seed = Words.Hash(seed);
        _words = [.. Words.Split(prose).Where(w => w.Length is > 2 and < 16 && !Dull.Contains(w) && w.All(char.IsLetter)).Distinct()];
        if (_words.Length == 0)
            _words = ["short", "video", "story"];
    }

    /// <summary>A number in [0, 1) that belongs to one place in the answer.</summary>
    public double Number(string place) => (Words.Hash($"{_seed}/{place}") >> 11) * (1.0 / (1UL << 53));

    public string Word(string place) => _words[(int)(Number(place) * _words.Length)];

    public string Sentence(string place) => Some(place, 6 + (int)(Number(place + "#") * 5)) + ".";

    public string Title(string place) => Some(place, 2 + (int)(Number(place + "#") * 3));

    /// <summary>Tags of one list differ from each other. Without the # sign, which most formats add themselves.</summary>
    public string Tag(int index) => index < _words.Length ? _words[(index + (int)(Number("tags") * _words.Length)) % _words.Length] : $"tag{index}";

    private string Some(string place, int count)
    {
        var text = string.Join(' ', Enumerable.Range(0, count).Select(i => Word($"{place}.{i}")).Distinct());
        return char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
    }
}
