using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Operations;

/// <summary>The workflows port on the durable client that a function was given.</summary>
internal sealed class DurableWorkflows(DurableTaskClient client) : IWorkflows
{
    public async Task StartAsync(string story, string instanceId, object input, CancellationToken cancellation)
    {
        // Asked first, because an engine may let a new instance take the place of one that is over; ours are done once.
        if (await client.GetInstanceAsync(instanceId, cancellation) is not null)
            return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(story, input, new StartOrchestrationOptions(instanceId), cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Somebody was quicker: engines say so by exceptions of their own, so the instance itself is asked.
            if (await client.GetInstanceAsync(instanceId, cancellation) is null)
                throw;
        }
    }

    public async Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellation) =>
        await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false };

    public Task RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellation) =>
        TellAsync(instanceId, () => client.RaiseEventAsync(instanceId, eventName, payload, cancellation), cancellation);

    /// <summary>Its sub-orchestrations, too: their ids begin with its own and a dash. Not every engine ends them when it is told to.</summary>
    public async Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation)
    {
        await EndAsync(instanceId);
        await foreach (OrchestrationMetadata child in client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: $"{instanceId}-")).WithCancellation(cancellation))
            await EndAsync(child.InstanceId);

        Task EndAsync(string id) =>
            TellAsync(id, () => client.TerminateInstanceAsync(id, new TerminateInstanceOptions { Output = reason }, cancellation), cancellation);
    }

    /// <summary>One that is over is told nothing; one that ends in this moment makes some engines throw.</summary>
    private async Task TellAsync(string instanceId, Func<Task> tell, CancellationToken cancellation)
    {
        if (!await IsRunningAsync(instanceId, cancellation))
            return;
        try
        {
            await tell();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (await IsRunningAsync(instanceId, cancellation))
                throw;
        }
    }
}

internal static class MailStart
{
    /// <summary>Sends what lies in the outbox under this id.</summary>
    public static Task SendMailAsync(this DurableTaskClient client, string envelopeId, CancellationToken cancellation) =>
        new DurableWorkflows(client).StartAsync(Stories.SendMail, Stories.MailId(envelopeId), new MailInput(envelopeId), cancellation);
}
