namespace Shortloop.Adapters.YouTube;

/// <summary>
/// Keywords as search texts: YouTube has an "or" (|), and a search is dear, so several go into one. Terms of more than one word are quoted;
/// what would be an operator is taken out.
/// </summary>
internal static class KeywordQueries
{
    private const int MostTerms = 8;
    private const int MostLetters = 300;

    public static IReadOnlyList<string> Of(IReadOnlyList<string> keywords)
    {
        var queries = new List<string>();
        var terms = new List<string>();
        foreach (string term in keywords.Select(Term).Where(t => t.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (terms.Count == MostTerms || terms.Sum(t => t.Length + 1) + term.Length > MostLetters)
            {
                queries.Add(string.Join('|', terms));
                terms.Clear();
            }

            terms.Add(term);
        }

        if (terms.Count > 0)
            queries.Add(string.Join('|', terms));
        return queries;
    }

    private static string Term(string keyword)
    {
        string plain = string.Join(' ', keyword.Replace('|', ' ').Replace('"', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimStart('-', ' ');
        return plain.Length > 100 ? "" : plain.Contains(' ', StringComparison.Ordinal) ? $"\"{plain}\"" : plain;
    }
}
