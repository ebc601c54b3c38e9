using Shortloop.Core.Models;

namespace Shortloop.Core.Study.Notes;

/// <summary>What the schema can't say. A problem is a sentence for the model that is asked to repair it.</summary>
public static class NoteChecks
{
    public static IReadOnlyList<string> Problems(SectionContent section, SectionRequest request)
    {
        HashSet<int> numbers = [.. request.Sentences.Select(sentence => sentence.Number)];
        IEnumerable<(string Name, int Sentence)> cited =
        [
            .. section.Points.Select((point, at) => ($"points[{at}]", point.Sentence)),
            .. section.Terms.Select((term, at) => ($"terms[{at}]", term.Sentence)),
            .. section.Questions.Select((question, at) => ($"questions[{at}]", question.Sentence)),
        ];
        return
        [
            .. TextRules.Text("title", section.Title, 120),
            .. TextRules.Text("summary", section.Summary, 1500),
            .. Count("points", section.Points.Count, 1, 8),
            .. Count("terms", section.Terms.Count, 0, 10),
            .. Count("questions", section.Questions.Count, 0, 5),
            .. section.Points.SelectMany((point, at) => TextRules.Text($"points[{at}].text", point.Text, 600)),
            .. section.Terms.SelectMany((term, at) => TextRules.Text($"terms[{at}].term", term.Term, 80).Concat(TextRules.Text($"terms[{at}].meaning", term.Meaning, 600))),
            .. section.Questions.SelectMany((question, at) =>
                TextRules.Text($"questions[{at}].question", question.Question, 600).Concat(TextRules.Text($"questions[{at}].answer", question.Answer, 600))),
            .. cited.Where(claim => !numbers.Contains(claim.Sentence))
                .Select(claim => $"{claim.Name} rests on sentence {claim.Sentence}, which is not in the evidence."),
        ];
    }

    public static IReadOnlyList<string> Problems(OverviewContent overview) =>
    [
        .. TextRules.Text("title", overview.Title, 150),
        .. TextRules.Text("subject", overview.Subject, 60),
        .. TextRules.Text("summary", overview.Summary, 3000),
    ];

    private static IEnumerable<string> Count(string name, int count, int least, int most)
    {
        if (count < least || count > most)
            yield return $"There are {count} {name}; {least} to {most} are wanted.";
    }
}
