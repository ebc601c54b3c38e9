namespace Shortloop.Local.Tests.Releases;

/// <summary>One way through a story, with what its steps answer.</summary>
/// <param name="Name">Names the file, with the story.</param>
internal sealed record Way(string Story, string Name, object? Input, string Instance)
{
    /// <summary>By the name of an activity or a child, in the order of its calls; the last stands for all that follow; an exception is how it fails. Others answer nothing.</summary>
    public Dictionary<string, object?[]> Answers { get; init; } = [];

    public string? Event { get; init; }

    /// <summary>What is raised once nothing else is to be answered; null: the next timer fires first.</summary>
    public object?[] Raised { get; init; } = [];

    public string File => $"{Story}.{Name}.json";
}
