using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;

namespace Shortloop.Core.Study.Exports;

/// <summary>A note as a Markdown file with YAML front matter, as Obsidian and most others read it.</summary>
public static class NoteFile
{
    private const int LongestNameBytes = 200;

    // Of Windows; of Obsidian's own links; and what no file system likes.
    private const string NotInNames = "*\"\\/<>:|?#^[]";

    private static readonly string[] Reserved =
    [
        "con", "prn", "aux", "nul", .. Enumerable.Range(1, 9).SelectMany(n => (string[])[$"com{n}", $"lpt{n}"]),
    ];

    // YAML's double-quoted strings are JSON's.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="body">Markdown with links by title.</param>
    /// <param name="source">Null: it was deleted.</param>
    /// <param name="headed">With its title as a heading; in a vault the file's name is the title.</param>
    public static string Write(Note note, string body, Source? source, bool headed)
    {
        var text = new StringBuilder("---\n");
        Line(text, "title", note.Title);
        if (!headed && NameOf(note.Title) != note.Title)
            text.Append("aliases: [").Append(Quoted(note.Title)).Append("]\n");
        Line(text, "subject", note.Subject);
        Line(text, "language", note.Language);
        if (source is not null)
        {
            Line(text, "source", source.Link?.AbsoluteUri ?? source.FileName);
            if (source.Channel is { } channel)
                Line(text, "channel", channel);
        }

        Line(text, "written_by", note.Model);
        text.Append(CultureInfo.InvariantCulture, $"created: {note.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        text.Append(CultureInfo.InvariantCulture, $"updated: {note.UpdatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        text.Append("---\n\n");
        if (headed)
            text.Append("# ").Append(note.Title).Append("\n\n");
        return text.Append(body.TrimEnd()).Append('\n').ToString();
    }

    /// <summary>A title as a file's name, without its ending: every system takes it.</summary>
    public static string NameOf(string title)
    {
        string name = string.Concat(title.Select(c => char.IsControl(c) || NotInNames.Contains(c, StringComparison.Ordinal) ? ' ' : c));
        name = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimStart('.').Trim(' ', '.');
        while (Encoding.UTF8.GetByteCount(name) > LongestNameBytes)
            name = name[..(char.IsLowSurrogate(name[^1]) ? ^2 : ^1)].TrimEnd(' ', '.');
        return name.Length == 0 ? "Note" : Reserved.Contains(name.Split('.')[0].ToLowerInvariant()) ? $"{name} note" : name;
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(name).Append(": ").Append(Quoted(value)).Append('\n');

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);
}
