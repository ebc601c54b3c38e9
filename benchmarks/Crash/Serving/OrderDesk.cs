using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shortloop.Crash.Stories;
using Shortloop.Engine;

namespace Shortloop.Crash.Serving;

/// <summary>Passes orders to the engine's client. An order that was done before is done: callers repeat what was cut off.</summary>
internal sealed class OrderDesk(DurableTaskClient client, IInstanceHistory histories, Fault fault)
{
    private const int FaultEvery = 5;

    private int _started;
    private int _raised;

    public async Task<Answer> DoAsync(Order order)
    {
        try
        {
            return await DispatchAsync(order) with { Id = order.Id };
        }
        catch (Exception error)
        {
            return new Answer(order.Id, error.ToString());
        }
    }

    private async Task<Answer> DispatchAsync(Order order)
    {
        var id = order.InstanceId;
        switch (order.Kind)
        {
            case OrderKind.Start:
                await StartAsync(order);
                break;
            case OrderKind.Raise when fault == Fault.DropEvent && order.Name == Inbox.Number && Interlocked.Increment(ref _raised) % FaultEvery == 0:
                break;
            case OrderKind.Raise:
                await client.RaiseEventAsync(id, order.Name, order.Payload);
                break;
            case OrderKind.Suspend:
                await client.SuspendInstanceAsync(id);
                break;
            case OrderKind.Resume:
                await client.ResumeInstanceAsync(id);
                break;
            case OrderKind.Terminate:
                await client.TerminateInstanceAsync(id, new TerminateInstanceOptions(order.Payload, Recursive: true));
                break;
            case OrderKind.Await:
                return new Answer(0, State: Describe(await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true)));
            case OrderKind.Look:
                return new Answer(0, State: Describe(await client.GetInstancesAsync(id, getInputsAndOutputs: true)));
            case OrderKind.History:
                return new Answer(0, History: histories.ReadHistory(id));
        }

        return new Answer(0);
    }

    private async Task StartAsync(Order order)
    {
        if (fault == Fault.DropStart && order.Name == Story.Name && Interlocked.Increment(ref _started) % FaultEvery == 0) return;
        var options = new StartOrchestrationOptions(order.InstanceId)
            .WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(order.Name, order.Payload, options);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // The order before the kill had come through, only its answer had not.
        }
    }

    private static State? Describe(OrchestrationMetadata? instance) => instance is null
        ? null
        : new State(instance.RuntimeStatus.ToString(), instance.SerializedOutput, instance.SerializedCustomStatus);
}
