using System.Text.Json.Nodes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.EndToEnd.Rig;
using Shortloop.Engine;
using Shortloop.Engine.Store;
using Shortloop.Engine.Worker;
using Shortloop.Local.Hosting;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Durable;
using Catalog = Shortloop.Orchestrations.TaskCatalog;

namespace Shortloop.Local.Tests.Releases;

/// <summary>The stories and steps as they are built today.</summary>
internal static class TodaysCode
{
    private static readonly FunctionCatalog Functions = FunctionCatalog.Discover([typeof(Catalog).Assembly]);
    private static readonly DurableEngineOptions Options = new();

    public static IReadOnlyDictionary<string, FunctionEntry> Stories { get; } =
        Functions.With<OrchestrationTrigger>().ToDictionary(found => found.Trigger.Orchestration, found => found.Entry);

    /// <summary>Each activity with the type of its input.</summary>
    public static IReadOnlyDictionary<string, Type> Activities { get; } = Functions.With<ActivityTrigger>().ToDictionary(
        found => found.Trigger.Activity,
        found => found.Entry.Parameters.Single(parameter => parameter.Source == ParameterSource.Trigger).Type);

    /// <summary>Of orchestrations that are started without one, as host.json has it.</summary>
    public static string Version { get; } = ReadVersion();

    public static OrchestrationRun Begin(string story, string version, string instance, JsonNode? input)
    {
        var row = new InstanceRow(
            1, instance, 0, story, version, OrchestrationRuntimeStatus.Running, input?.ToJsonString(), null, null, null, null, null, 0, 0);
        return new(row, new OrchestrationFunction(Stories[story]), Options, NullLoggerFactory.Instance, () => { });
    }

    public static JsonNode? Serialize(object? value) => RecordedHistory.Node(Options.DataConverter.Serialize(value));

    /// <returns>The value as today's code reads it and would write it again.</returns>
    public static JsonNode? Through(Type type, JsonNode? payload) => Serialize(Options.DataConverter.Deserialize(payload?.ToJsonString(), type));

    public static (string End, JsonNode? Left) Read(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Finished { Failure: { } failure } => (nameof(OrchestrationRuntimeStatus.Failed), failure.ErrorMessage),
        StepOutcome.Finished finished => (finished.Status.ToString(), RecordedHistory.Node(finished.Output)),
        StepOutcome.ContinuedAsNew next => (nameof(StepOutcome.ContinuedAsNew), RecordedHistory.Node(next.Input)),
        _ => ("Waiting", null),
    };

    private static string ReadVersion()
    {
        var options = new FunctionsHostOptions();
        HostJson.Apply(Path.Combine(Build.Root, "host.json"), options);
        return options.OrchestrationVersion;
    }
}
