using Shortloop.Core.Ports;

namespace Shortloop.Core.Scripts;

/// <summary>Partition: the organisation.</summary>
public sealed record Script : Document
{
    public required string VideoId { get; init; }

    public required ScriptBrief Brief { get; init; }

    /// <summary>Who wrote it, as the provider names itself.</summary>
    public required string Model { get; init; }

    public required int PromptVersion { get; init; }

    public required ScriptContent Content { get; init; }
}

/// <param name="Title">Of the video.</param>
/// <param name="Platforms">Lower-case names; at least one.</param>
/// <param name="TargetSeconds">The result is at most this long.</param>
public sealed record ScriptBrief(
    string Title, IReadOnlyList<string> Platforms, string? Goal = null, string? Niche = null, double TargetSeconds = 60);
