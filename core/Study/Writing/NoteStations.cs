using System.Globalization;

namespace Shortloop.Core.Study.Writing;

/// <summary>The stops of a job that makes a note; each is a quarter of the way.</summary>
public static class NoteStations
{
    public const string Transcript = "transcript";
    public const string Note = "note";
    public const string Links = "links";
    public const string Done = "done";

    public static readonly IReadOnlyList<string> All = [Transcript, Note, Links, Done];
}

/// <summary>Where a job keeps what it has done so far.</summary>
internal static class WorkFiles
{
    public static string Part(string folder, int part) => string.Create(CultureInfo.InvariantCulture, $"{folder}part-{part:D3}.json");

    public static string Draft(string folder) => folder + "draft.json";
}
