using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

/// <summary>
/// A running durable engine with the tasks a test registers. Beside it the tests know only the official surface; starting, the client and
/// the end are in a file for each engine.
/// </summary>
internal sealed partial class DurableHost : IAsyncDisposable
{
    /// <summary>What orchestrators and activities log.</summary>
    internal LogLines Logs { get; } = new();

    /// <inheritdoc cref="ClientWaits.RunAsync"/>
    internal Task<OrchestrationMetadata> RunAsync(string name, object? input = null, StartOrchestrationOptions? options = null) =>
        Client.RunAsync(name, input, options);

    /// <inheritdoc cref="ClientWaits.CompletedAsync"/>
    internal Task<OrchestrationMetadata> CompletedAsync(string id) => Client.CompletedAsync(id);

    /// <inheritdoc cref="ClientWaits.UntilAsync"/>
    internal Task<OrchestrationMetadata> UntilAsync(string id, Func<OrchestrationMetadata, bool> reached) => Client.UntilAsync(id, reached);

    internal Task<OrchestrationMetadata> UntilAsync(string id, OrchestrationRuntimeStatus status) =>
        Client.UntilAsync(id, state => state.RuntimeStatus == status);
}
