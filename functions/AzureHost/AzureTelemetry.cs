using System.Diagnostics;
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Shortloop.Core;

namespace Shortloop.AzureHost;

/// <summary>
/// The worker's own spans and metrics: to Application Insights where infra connected it, by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so,
/// to both or none. Logs, and the spans of triggers, stories and activities, are the Functions host's.
/// </summary>
internal static class AzureTelemetry
{
    public static void AddAzureTelemetry(this IServiceCollection services, AzureSettings settings, TokenCredential identity)
    {
        if (settings.ApplicationInsights is null && !settings.IsTraced)
            return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("shortloop"))
            .WithTracing(traces =>
            {
                // The worker's span of a call is the parent; the host has told it the caller's.
                traces.AddSource("Microsoft.Azure.Functions.Worker", "System.Net.Http").AddProcessor(new Washing());
                if (settings.ApplicationInsights is { } insights)
                    traces.AddAzureMonitorTraceExporter(options => options.ConnectionString = insights, identity);
                if (settings.IsTraced)
                    traces.AddOtlpExporter();
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter("System.Net.Http", Telemetry.Name);
                if (settings.ApplicationInsights is { } insights)
                    metrics.AddAzureMonitorMetricExporter(options => options.ConnectionString = insights, identity);
                if (settings.IsTraced)
                    metrics.AddOtlpExporter();
            });
    }

    private sealed class Washing : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => Telemetry.Wash(data);
    }
}
