using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started by a client.</summary>
public record StartOrchestrationOptions
{
    /// <param name="InstanceId">Null: a random one.</param>
    /// <param name="StartAt">Null: at once.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    public string? InstanceId { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TaskVersion? Version { get; init; }

    /// <summary>Names of the statuses in which an existing instance of the same id makes the start fail instead of replacing it.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
