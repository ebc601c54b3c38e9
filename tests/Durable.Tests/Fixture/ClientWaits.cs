using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Shortloop.Durable.Tests;

/// <summary>Waits of the tests. Each gives up after two minutes, which only a broken engine needs.</summary>
public static class ClientWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Starts, waits for the end, and hands over all that is known.</summary>
    public static async Task<OrchestrationMetadata> RunAsync(
        this DurableTaskClient client, string name, object? input = null, StartOrchestrationOptions? options = null) =>
        await client.CompletedAsync(await client.ScheduleNewOrchestrationInstanceAsync(name, input, options));

    public static Task<OrchestrationMetadata> CompletedAsync(this DurableTaskClient client, string id) =>
        client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true).WaitAsync(Patience);

    /// <summary>Until the instance is in a state that nobody is told of, such as a custom status.</summary>
    public static async Task<OrchestrationMetadata> UntilAsync(
        this DurableTaskClient client, string id, Func<OrchestrationMetadata, bool> reached)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, patience.Token) is { } state && reached(state)) return state;
            await Task.Yield();
        }
    }
}
