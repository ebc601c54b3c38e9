using System.Diagnostics.Metrics;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;

namespace Shortloop.Local.Serve;

/// <summary>How much waits in the queues, counted each time that metrics leave. On Azure the namespace measures itself.</summary>
internal static class QueueMetrics
{
    public static Meter Start(ServiceBusBroker broker)
    {
        var meter = new Meter(Telemetry.Name);
        meter.CreateObservableGauge("shortloop.queue.messages", () => Queues.All.SelectMany(queue => Count(broker, queue)), "{message}", "Messages in a queue, by state.");
        return meter;
    }

    private static IEnumerable<Measurement<int>> Count(ServiceBusBroker broker, string queue)
    {
        QueueStatistics counted = broker.GetStatistics(queue);
        return [Of(counted.Active, "active"), Of(counted.Locked, "locked"), Of(counted.Scheduled, "scheduled"), Of(counted.DeadLettered, "dead_lettered")];

        Measurement<int> Of(int count, string state) => new(count, new("queue", queue), new("state", state));
    }
}
