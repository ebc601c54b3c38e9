namespace Microsoft.DurableTask;

/// <summary><see cref="TaskOptions"/> for a sub-orchestration, which may have an instance id of its own.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry)
    {
        InstanceId = instanceId;
    }

    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options)
    {
        var sub = options as SubOrchestrationOptions;
        InstanceId = instanceId ?? sub?.InstanceId;
        Version = sub?.Version ?? base.Version;
    }

    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options)
    {
        InstanceId = options.InstanceId;
        Version = options.Version;
    }

    public string? InstanceId { get; init; }

    /// <summary>Hides the one of <see cref="TaskOptions"/>; an engine reads this one for a sub-orchestration.</summary>
    public new TaskVersion? Version { get; init; }
}
