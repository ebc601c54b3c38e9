using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Budgets;

/// <summary>One thing that was used up for a project. Partition: the organisation. Written once; goes by itself after 400 days.</summary>
public sealed record UsageEntry : Document
{
    public const int KeepSeconds = 400 * 24 * 60 * 60;

    public required string ProjectId { get; init; }

    /// <summary><c>tokens</c>, <c>video_seconds</c>, <c>regenerations</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The agent's or the producer's.</summary>
    public required string Purpose { get; init; }

    /// <summary>What it was for: a month or an item.</summary>
    public required string Target { get; init; }

    public required long Amount { get; init; }
}

/// <summary>What a project has used in one calendar month (UTC). Partition: the organisation.</summary>
public sealed record ProjectUsage : Document
{
    public required string ProjectId { get; init; }

    /// <summary><c>2026-12</c>.</summary>
    public required string Month { get; init; }

    public long Calls { get; init; }

    public long PromptTokens { get; init; }

    public long CompletionTokens { get; init; }

    public long VideoSeconds { get; init; }

    public long Regenerations { get; init; }

    /// <summary>Tokens by the agent that used them.</summary>
    public IReadOnlyDictionary<string, long> ByPurpose { get; init; } = new Dictionary<string, long>();

    [JsonIgnore]
    public long Tokens => PromptTokens + CompletionTokens;

    public static string IdOf(string projectId, string month) => Ids.Derived("use", projectId, month);
}
