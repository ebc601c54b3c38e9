using System.Text;

namespace Shortloop.Core.Radar.Imports;

/// <summary>Comma- or semicolon-separated values (RFC 4180), with a first row of names.</summary>
internal static class CsvTable
{
    /// <returns>Row by row, the first of them the names. Empty lines are passed over.</returns>
    public static List<IReadOnlyList<string>> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        char separator = Separator(text);
        List<IReadOnlyList<string>> rows = [];
        var row = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int n = 0; n < text.Length; n++)
        {
            char c = text[n];
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (n + 1 < text.Length && text[n + 1] == '"')
                    cell.Append(text[n++]);
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                EndCell();
            }
            else if (c == '\n')
            {
                EndRow();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString().Trim());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            if (row.Any(value => value.Length > 0))
                rows.Add(row.ToArray());
            row.Clear();
        }
    }

    private static char Separator(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        string first = end < 0 ? text : text[..end];
        return first.Count(c => c == ';') > first.Count(c => c == ',') ? ';' : first.Contains('\t', StringComparison.Ordinal) && !first.Contains(',', StringComparison.Ordinal) ? '\t' : ',';
    }
}
