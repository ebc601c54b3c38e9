using System.Globalization;
using System.Text;

namespace Shortloop.Core.Study.Notes;

/// <summary>A note as Markdown: what a person reads and edits first. Times are links into the source.</summary>
public static class NoteText
{
    /// <param name="linkAt">Where a second of the source can be watched; null: the source has no address.</param>
    /// <param name="longest">Characters. Of a talk that gives more, each part says less.</param>
    public static string Compose(
        string summary, IReadOnlyList<NoteSection> sections, string language, Func<double, string>? linkAt, int longest = int.MaxValue)
    {
        string text = Write(summary, sections, language, linkAt);
        for (int most = 4; text.Length > longest && most > 0; most--)
            text = Write(summary, [.. sections.Select(section => section with
            {
                Points = [.. section.Points.Take(most)],
                Terms = [.. section.Terms.Take(most - 1)],
                Questions = [.. section.Questions.Take(most - 2)],
            })], language, linkAt);
        return text.Length > longest ? text[..longest] : text;
    }

    /// <summary>Links to other notes, each with the terms that both have. Empty for none.</summary>
    public static string SeeAlso(IReadOnlyList<(string Title, IReadOnlyList<string> Terms)> related, string language)
    {
        if (related.Count == 0)
            return "";
        var text = new StringBuilder();
        text.Append("\n## ").Append(Headings(language).SeeAlso).Append("\n\n");
        foreach ((string title, IReadOnlyList<string> terms) in related)
            text.Append("- ").Append(new WikiLink(title, null)).Append(terms.Count > 0 ? $": {string.Join(", ", terms.Select(Escape))}" : "").Append('\n');
        return text.ToString();
    }

    private static (string Terms, string Questions, string SeeAlso) Headings(string language) => language switch
    {
        "de" => ("Begriffe", "Fragen", "Siehe auch"),
        "es" => ("Términos", "Preguntas", "Véase también"),
        "ru" => ("Термины", "Вопросы", "См. также"),
        _ => ("Key terms", "Questions", "See also"),
    };

    private static string Write(string summary, IReadOnlyList<NoteSection> sections, string language, Func<double, string>? linkAt)
    {
        (string terms, string questions, _) = Headings(language);
        var text = new StringBuilder();
        text.Append(Escape(summary)).Append("\n\n");
        foreach (NoteSection section in sections)
        {
            text.Append("## ").Append(Escape(section.Title)).Append(Time(section.Start, linkAt)).Append("\n\n");
            foreach (CitedPoint point in section.Points)
                text.Append("- ").Append(Escape(point.Text)).Append(Time(point.At, linkAt)).Append('\n');
            text.Append('\n');
        }

        Part(text, terms, sections.SelectMany(section => section.Terms).DistinctBy(term => term.Term, StringComparer.OrdinalIgnoreCase),
            term => $"- **{Escape(term.Term)}**: {Escape(term.Meaning)}{Time(term.At, linkAt)}");
        Part(text, questions, sections.SelectMany(section => section.Questions),
            question => $"- {Escape(question.Question)}{Time(question.At, linkAt)}\n  - {Escape(question.Answer)}");
        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary><c>1:02:03</c>, <c>12:34</c>.</summary>
    public static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(seconds));
        return time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
    }

    private static void Part<T>(StringBuilder text, string heading, IEnumerable<T> items, Func<T, string> line)
    {
        T[] all = [.. items];
        if (all.Length == 0)
            return;
        text.Append("## ").Append(heading).Append("\n\n");
        foreach (T item in all)
            text.Append(line(item)).Append('\n');
        text.Append('\n');
    }

    private static string Time(double? at, Func<double, string>? linkAt) => at is not { } seconds ? ""
        : linkAt is null ? $" ({Clock(seconds)})"
        : $" [{Clock(seconds)}]({linkAt(seconds)})";

    // What was said is text: nothing in it may become a link, a heading, an image or markup of the page.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
