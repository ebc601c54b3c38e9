using Shortloop.Core.Ports;

namespace Shortloop.Core.Strategies;

/// <summary>Partition: the organisation.</summary>
public sealed record Strategy : Document
{
    public required string VideoId { get; init; }

    public required StrategyBrief Brief { get; init; }

    /// <summary>Who wrote it, as the provider names itself.</summary>
    public required string Model { get; init; }

    public required int PromptVersion { get; init; }

    public required StrategyContent Content { get; init; }
}

/// <param name="Title">Of the video.</param>
/// <param name="Platforms">Lower-case names; at least one.</param>
/// <param name="Goal">What the creator wants: <c>grow followers</c>, <c>sell</c>; free text.</param>
/// <param name="Niche">What the channel is about; free text.</param>
public sealed record StrategyBrief(string Title, IReadOnlyList<string> Platforms, string? Goal = null, string? Niche = null);
