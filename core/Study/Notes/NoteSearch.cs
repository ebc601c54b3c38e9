using System.Text.RegularExpressions;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Core.Study.Notes;

/// <summary>
/// Finds notes of one organisation: first those that have all words of the question (by their stems, in any of the four languages), then those that
/// are about something like it.
/// </summary>
public sealed partial class NoteSearch(IDocumentStore store, NoteIndex index)
{
    public const int LongestQuestion = 200;

    private const int Most = 50;
    private const int MostAlike = 10;
    private const int MostWords = 3000;

    /// <summary>Below it, likeness is chance; see docs/study.md.</summary>
    private const double Alike = 0.3;

    private static readonly string[] Languages = ["en", "de", "es", "ru"];

    private static readonly Problem BadQuestion = Problem.InvalidField("q", $"A question has 1 to {LongestQuestion} characters.");

    /// <returns>At most fifty, best first.</returns>
    public async Task<Outcome<IReadOnlyList<Note>>> ExecuteAsync(Principal caller, string question, CancellationToken cancellation)
    {
        if (question.Trim() is not { Length: > 0 and <= LongestQuestion } asked)
            return BadQuestion;
        var found = new List<Note>();
        foreach (string language in Languages)
            found.AddRange(await WithWordsAsync(caller.OrgId, language, asked, cancellation));
        foreach (VectorHit hit in await index.SearchAsync(caller.OrgId, asked, MostAlike, cancellation))
            if (hit.Cosine >= Alike && found.TrueForAll(note => note.Id != hit.Id)
                && await store.ReadAsync<Note>(Containers.Notes, caller.OrgId, hit.Id, cancellation) is { } alike)
                found.Add(alike);
        return found.Take(Most).ToArray();
    }

    internal static IReadOnlyList<string> WordsOf(Note note)
    {
        string body = LinkTargets().Replace(NoteLinks.Replace(note.Body, link => link.Alias ?? ""), "]");
        return [.. TalkLanguage.ByCode(note.Language).Terms($"{note.Title} {note.Subject} {note.Summary} {body}").Distinct().Take(MostWords)];
    }

    // Cost: one query within the organisation for each language in which the question has a word that means something.
    private async Task<IEnumerable<Note>> WithWordsAsync(string orgId, string language, string question, CancellationToken cancellation)
    {
        string[] stems = [.. TalkLanguage.ByCode(language).Terms(question).Distinct().Take(10)];
        if (stems.Length == 0)
            return [];
        var query = new DocumentQuery(
            orgId, [new Condition("language", Comparison.Equal, language), .. stems.Select(stem => new Condition("words", Comparison.Contains, stem))], Limit: Most);
        Page<Note> page = await store.QueryAsync<Note>(Containers.Notes, query, cancellation);
        // What stands in the title is what somebody means first.
        return page.Items.OrderByDescending(note => stems.All(TalkLanguage.ByCode(language).Terms(note.Title).Contains)).ThenByDescending(note => note.UpdatedAt);
    }

    [GeneratedRegex(@"\]\([^)\s]*\)")]
    private static partial Regex LinkTargets();
}
