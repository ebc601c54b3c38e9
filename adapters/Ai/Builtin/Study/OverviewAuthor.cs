using System.Globalization;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Adapters.Builtin.Study;

internal static class OverviewAuthor
{
    internal static OverviewContent Write(OverviewRequest request)
    {
        TalkLanguage language = TalkLanguage.ByCode(request.Language);
        string[] summaries = [.. request.Sections.Select(section => section.Summary)];
        double[] rank = TextRank.Rank([.. summaries.Select(summary => language.Terms(summary).ToArray())]);
        string[] terms =
        [
            .. request.Sections.SelectMany(section => section.Terms).GroupBy(term => term, StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(group => group.Count()).Select(group => group.Key),
        ];
        string subject = Capital(terms.FirstOrDefault() ?? request.Sections[0].Title);
        string title = request.SourceTitle is { } given && Words.Title(given) is { Length: > 0 } known ? known : Capital(string.Join(", ", terms.Take(2).DefaultIfEmpty(subject)));
        IEnumerable<string> chosen = Enumerable.Range(0, summaries.Length).OrderByDescending(at => rank[at]).Take(4).Order().Select(at => summaries[at]);
        return new OverviewContent(Words.Cut(title, 150), Words.Cut(subject, 60), Words.Cut(string.Join(' ', chosen), 1500));
    }

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
