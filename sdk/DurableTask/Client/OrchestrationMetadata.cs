using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Microsoft.DurableTask.Client;

/// <summary>The state of an instance at the time it was read.</summary>
public sealed class OrchestrationMetadata
{
    private const int PayloadShown = 50;

    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    /// <summary>There only when inputs and outputs were asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>There only for a failed instance, and when inputs and outputs were asked for.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <exception cref="InvalidOperationException">Read without inputs and outputs.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <inheritdoc cref="ReadInputAs{T}"/>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <inheritdoc cref="ReadInputAs{T}"/>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString()
    {
        string input = SerializedInput is null ? "" : $", Input: '{Shorten(SerializedInput)}'";
        string output = SerializedOutput is null ? "" : $", Output: '{Shorten(SerializedOutput)}'";
        string failure = FailureDetails is null
            ? ""
            : $", FailureDetails: '{FailureDetails.ErrorType} - {Shorten(FailureDetails.ErrorMessage)}'";
        return $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, "
            + $"CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}{input}{output}{failure}]";
    }

    private static string Shorten(string payload) => payload.Length > PayloadShown ? payload[..PayloadShown] + "..." : payload;

    private T? Read<T>(string? data, [CallerMemberName] string method = "") => DataConverter is { } converter
        ? converter.Deserialize<T>(data)
        : throw new InvalidOperationException($"{method} needs metadata that was read with inputs and outputs.");
}
