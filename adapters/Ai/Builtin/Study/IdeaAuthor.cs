using Shortloop.Core.Study.Ideas;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Adapters.Builtin.Study;

/// <summary>
/// Ideas by extraction: the parts of a talk that the whole rests on most, each with its own sentences as hook and outline. The hook is the sentence of
/// the part that is most of what the part says and short enough to be said in one breath.
/// </summary>
internal static class IdeaAuthor
{
    private const int Most = 5;
    private const int MostSteps = 3;
    private const int OneBreath = 140;

    internal static IdeasContent Write(IdeasRequest request)
    {
        TalkLanguage language = TalkLanguage.ByCode(request.Language);
        IdeaPart[] parts = [.. request.Parts.Where(part => part.Facts.Count > 0)];
        double[] rank = TextRank.Rank([.. parts.Select(part => language.Terms($"{part.Title} {part.Summary}").ToArray())]);
        IEnumerable<int> chosen = Enumerable.Range(0, parts.Length).OrderByDescending(at => rank[at]).ThenBy(at => at).Take(Most).Order();
        return new IdeasContent([.. chosen.Select(at => Idea(parts[at], language))]);
    }

    private static ShortIdea Idea(IdeaPart part, TalkLanguage language)
    {
        double[] rank = TextRank.Rank([.. part.Facts.Select(fact => language.Terms(fact.Text).ToArray())]);
        int hook = Enumerable.Range(0, part.Facts.Count).OrderByDescending(at => part.Facts[at].Text.Length <= OneBreath).ThenByDescending(at => rank[at]).ThenBy(at => at).First();
        IdeaFact[] rest = [.. part.Facts.Where((_, at) => at != hook).Take(MostSteps)];
        return new ShortIdea(
            Words.Cut(part.Title, 120), Words.Cut(part.Facts[hook].Text, OneBreath), [.. rest.Select(fact => Words.Cut(fact.Text, 400))],
            [part.Facts[hook].Id, .. rest.Select(fact => fact.Id)]);
    }
}
