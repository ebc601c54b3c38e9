namespace Shortloop.Core.Radar.Bloggers;

internal static class BloggerRules
{
    public static Problem? Check(string? name, string? note) => (name, note) switch
    {
        ({ } given, _) when given.Trim().Length > 100 || given.Any(char.IsControl) =>
            Problem.InvalidField("name", "A creator's name has at most 100 characters, without control characters."),
        (_, { Length: > 500 }) => Problem.InvalidField("note", "A note has at most 500 characters."),
        _ => null,
    };
}
