using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Prompts;

/// <summary>An organisation's own instructions for an agent. Once written a version stays as it is. Partition: the organisation.</summary>
public sealed record PromptVersion : Document
{
    /// <summary>Numbers below belong to the versions that come with the product.</summary>
    public const int FirstOwn = 101;

    /// <summary>The agent's purpose.</summary>
    public required string Agent { get; init; }

    public required int Version { get; init; }

    public required string Text { get; init; }

    /// <summary>Of the answer, where it is narrower than the agent's; null: the agent's.</summary>
    public JsonElement? Schema { get; init; }

    public required string Comment { get; init; }

    public static string IdOf(string agent, int version) => $"{agent}-{version}";
}

/// <summary>Which version of an agent's prompt counts in an organisation. None: the product's. Partition: the organisation.</summary>
public sealed record ActivePrompt : Document
{
    public required string Agent { get; init; }

    public required int Version { get; init; }

    /// <summary>Of the newest own version.</summary>
    public required int Newest { get; init; }

    public static string IdOf(string agent) => $"{agent}-active";
}
