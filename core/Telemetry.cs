using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Shortloop.Core;

/// <summary>What the use cases measure, for whoever listens. Labels are our own words: never a person's, an organisation's or an address.</summary>
public static class Telemetry
{
    /// <summary>Of the meter.</summary>
    public const string Name = "Shortloop";

    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> JobsEnded = Meter.CreateCounter<long>("shortloop.jobs.ended", "{job}", "Jobs that ended, by status.");

    internal static readonly Counter<long> ModelCalls = Meter.CreateCounter<long>("shortloop.model.calls", "{call}", "Calls of text models, by purpose.");

    internal static readonly Histogram<double> PublishLateness =
        Meter.CreateHistogram<double>("shortloop.publish.lateness", "s", "From the instant that a post was due to when it was out.");

    /// <summary>Whatever of a request could hold a person's words, an address or a signature.</summary>
    private static readonly string[] Private = ["url.query", "url.full", "http.url", "http.target", "user_agent.original", "client.address"];

    /// <summary>Takes what is private out of a span that has ended, before it is exported.</summary>
    public static void Wash(Activity span)
    {
        foreach (string name in Private)
            if (span.GetTagItem(name) is not null)
                span.SetTag(name, null);
    }
}
