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

    public async Task RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false })
            await client.RaiseEventAsync(instanceId, eventName, payload, cancellation);
    }

    public async Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false })
            await client.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions { Output = reason, Recursive = true }, cancellation);
    }
}

internal static class MailStart
{
    /// <summary>Sends what lies in the outbox under this id.</summary>
    public static Task SendMailAsync(this DurableTaskClient client, string envelopeId, CancellationToken cancellation) =>
        new DurableWorkflows(client).StartAsync(Stories.SendMail, Stories.MailId(envelopeId), new MailInput(envelopeId), cancellation);
}
