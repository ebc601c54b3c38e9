using System.Diagnostics;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine;

/// <summary>
/// One trace over a call and all that comes of it: an instance keeps the trace that it was started in as a tag (W3C trace context), the instances it starts
/// inherit it, and each activity is a span in it. Nothing is kept while nobody records.
/// </summary>
internal static class Tracing
{
    private const string Tag = "traceparent";

    private static readonly ActivitySource Source = new("Shortloop.Engine");

    internal static Activity? StartInstance(string name, string instanceId) =>
        Source.StartActivity($"start {name}", ActivityKind.Producer)?.SetTag("durable.instance", instanceId);

    internal static Activity? StartActivity(ActivityRow activity)
    {
        if (!Source.HasListeners())
            return null;
        ActivityContext parent = HistoryJson.ReadTags(activity.Tags).TryGetValue(Tag, out var kept) && ActivityContext.TryParse(kept, null, isRemote: true, out var known) ? known : default;
        return Source.StartActivity(activity.Name, ActivityKind.Consumer, parent)?.SetTag("durable.instance", activity.InstanceId).SetTag("durable.task", activity.Task);
    }

    /// <summary>What it was goes into the span; what it says may hold people's words.</summary>
    internal static void Failed(this Activity? span, Exception error) => span?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);

    /// <returns>The tags with the trace that is being recorded now, if one is.</returns>
    internal static IReadOnlyDictionary<string, string>? Carry(IReadOnlyDictionary<string, string>? tags) =>
        Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: { } id } ? With(tags, id) : tags;

    /// <param name="parents">Of the instance that starts another.</param>
    internal static IReadOnlyDictionary<string, string>? Inherit(IReadOnlyDictionary<string, string>? tags, string? parents) =>
        HistoryJson.ReadTags(parents).TryGetValue(Tag, out var kept) ? With(tags, kept) : tags;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string>? tags, string trace) =>
        new(tags ?? new Dictionary<string, string>()) { [Tag] = trace };
}
