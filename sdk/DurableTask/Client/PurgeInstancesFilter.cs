namespace Microsoft.DurableTask.Client;

/// <summary>Which finished instances to delete; a null does not restrict.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null)
{
    /// <summary>After this the purge stops, with <see cref="PurgeResult.IsComplete"/> false. Null: no limit.</summary>
    public TimeSpan? Timeout { get; init; }
}
