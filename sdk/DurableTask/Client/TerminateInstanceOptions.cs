namespace Microsoft.DurableTask.Client;

/// <param name="Recursive">Sub-orchestrations too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
