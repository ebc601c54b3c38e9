namespace Shortloop.Core.Ports;

/// <summary>Starts and steers stories (orchestrations) by name. The pages never read the engine: results come back as documents.</summary>
public interface IWorkflows
{
    /// <summary>Starts the story unless one with this id exists, whatever its state. Safe to repeat.</summary>
    Task StartAsync(string story, string instanceId, object input, CancellationToken cancellation);

    /// <returns>False: it is over, or there is none.</returns>
    Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellation);

    /// <summary>An event for a story that is over or unknown is dropped.</summary>
    Task RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellation);

    /// <summary>Stops the story and those it started. Unknown or over: nothing happens.</summary>
    Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation);
}
