using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Shortloop.Core;
using Shortloop.Engine.Broker;

namespace Shortloop.Local.Serve;

/// <summary>
/// Traces and metrics over OTLP, where somebody said where to. The framework's own sources are listened to; nothing of a request but its method, route
/// and status goes out.
/// </summary>
internal static class TelemetrySetup
{
    public static void AddTelemetry(this IServiceCollection services, LocalSettings settings)
    {
        if (settings.Chosen.IsTraced)
            services.AddHostedService(provider => new Exporting(settings, provider.GetRequiredService<ServiceBusBroker>()));
    }

    private sealed class Exporting(LocalSettings settings, ServiceBusBroker broker) : IHostedService
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;
        private Meter? _queues;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService("shortloop", serviceInstanceId: $"{settings.Port}");
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Shortloop.Engine")
                .AddProcessor(new Washing()).AddOtlpExporter().Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "System.Net.Http", Telemetry.Name).AddOtlpExporter().Build();
            _queues = QueueMetrics.Start(broker);
            return Task.CompletedTask;
        }

        // What is left is sent before the process ends.
        public Task StopAsync(CancellationToken cancellationToken)
        {
            _traces?.Dispose();
            _metrics?.Dispose();
            _queues?.Dispose();
            return Task.CompletedTask;
        }
    }

    private sealed class Washing : BaseProcessor<System.Diagnostics.Activity>
    {
        public override void OnEnd(System.Diagnostics.Activity data) => Telemetry.Wash(data);
    }
}
