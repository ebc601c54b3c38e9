using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Render;

/// <summary>
/// The job is a span in the trace that its message came with, and its calls are spans in it; call backs take the trace on by themselves. It leaves where
/// the standard's environment variables say, as the application's does.
/// </summary>
internal static class Tracing
{
    private static readonly ActivitySource Source = new("Shortloop.Render");

    /// <returns>What sends the rest when it is disposed of; null: nobody said where to.</returns>
    public static IDisposable? Export(RenderSettings settings) => !settings.IsTraced ? null : OpenTelemetry.Sdk.CreateTracerProviderBuilder()
        .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("shortloop-render"))
        .AddSource("System.Net.Http", Source.Name)
        .AddProcessor(new Washing()).AddOtlpExporter().Build();

    public static Activity? Start(LockedMessage message)
    {
        ActivityContext.TryParse(message.Trace, null, isRemote: true, out var sender);
        return Source.StartActivity("render", ActivityKind.Consumer, sender)?
            .SetTag("messaging.message.id", message.Id).SetTag("messaging.delivery_count", message.DeliveryCount);
    }

    /// <summary>What it was goes into the span; what it says may hold a file's name or an address.</summary>
    public static void Failed(this Activity? span, Exception error) =>
        span?.SetStatus(ActivityStatusCode.Error, error is WorkException known ? known.Code : error.GetType().Name);

    private sealed class Washing : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => Telemetry.Wash(data);
    }
}
