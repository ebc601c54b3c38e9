namespace Shortloop.Core.Study.Captions.Formats;

/// <summary>A transcript without times: each paragraph is a cue at second zero.</summary>
internal static class PlainText
{
    internal static IEnumerable<Cue> Read(string[] lines)
    {
        List<string> paragraph = [];
        foreach (string line in lines.Append(""))
        {
            if (line.Trim().Length > 0)
            {
                paragraph.Add(line);
                continue;
            }

            foreach (Cue cue in CueText.Read(0, 0, paragraph))
                yield return cue;
            paragraph.Clear();
        }
    }
}
