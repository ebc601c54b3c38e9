using System.Text;
using System.Text.Json.Nodes;

namespace Shortloop.Adapters.Tests.AiSearch;

/// <summary>Of OData's filters: equality of texts, and <c>and</c> between them. Anything else is refused and not guessed at.</summary>
internal sealed class StandInFilter
{
    private readonly List<(string Field, string Value)> all = [];

    private StandInFilter()
    {
    }

    /// <param name="filterable">Whether a field may be filtered by.</param>
    public static StandInFilter Parse(string text, Func<string, bool> filterable)
    {
        var filter = new StandInFilter();
        var at = 0;
        while (true)
        {
            var field = Word();
            Expect(filterable(field), $"'{field}' is not a filterable field");
            Expect(Word() == "eq", "only eq is understood");
            filter.all.Add((field, Literal()));
            if (at == text.Length)
                return filter;
            Expect(Word() == "and", "only and is understood");
        }

        string Word()
        {
            while (at < text.Length && text[at] == ' ')
                at++;
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
                at++;
            Expect(at > start, "a word is missing");
            return text[start..at];
        }

        string Literal()
        {
            while (at < text.Length && text[at] == ' ')
                at++;
            Expect(at < text.Length && text[at] == '\'', "a text is missing");
            var value = new StringBuilder();
            for (at++; ; at++)
            {
                Expect(at < text.Length, "a text has no end");
                if (text[at] != '\'')
                    value.Append(text[at]);
                else if (at + 1 < text.Length && text[at + 1] == '\'')
                    value.Append(text[at++]);
                else
                    break;
            }

            at++;
            return value.ToString();
        }

        void Expect(bool so, string otherwise)
        {
            if (!so)
                throw new StandInRefusal(400, $"Invalid expression at position {at} in '{text}': {otherwise}.");
        }
    }

    public bool Lets(JsonObject document) => all.TrueForAll(rule => (string?)document[rule.Field] == rule.Value);
}
