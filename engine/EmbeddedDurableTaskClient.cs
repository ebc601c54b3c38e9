using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine;

/// <summary>The official client's surface on the embedded engine. Each order is on the disk when its task ends.</summary>
internal sealed partial class EmbeddedDurableTaskClient(
    DurableEngine engine, DurableEngineOptions options, TimeProvider clock, ILogger<EmbeddedDurableTaskClient> logger)
    : DurableTaskClient("embedded"), IInstanceHistory
{
    private static readonly OrchestrationRuntimeStatus[] Unfinished =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    private readonly DataConverter _converter = options.DataConverter;

    /// <exception cref="OrchestrationAlreadyExistsException">
    /// An instance of that id is in one of the dedupe statuses; where none are given: pending, running or suspended.
    /// </exception>
    /// <exception cref="ArgumentException">A dedupe status is not the name of one.</exception>
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        using var span = Tracing.StartInstance(orchestratorName, id);
        var start = new NewInstance(id, orchestratorName, options?.Version?.Version ?? DefaultVersion, _converter.Serialize(input))
        {
            Tags = Tracing.Carry(options?.Tags),
            StartAt = options?.StartAt?.UtcTicks,
        };
        var existing = await Start(start, Dedupe(options));
        return existing is null ? id : throw new OrchestrationAlreadyExistsException(
            $"An orchestration with id '{id}' is already there; its status is {existing}.");
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        await Send(instanceId, new EventRaised(eventName, _converter.Serialize(eventPayload)), $"Event {eventName}");
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Send(instanceId, new ExecutionTerminated(_converter.Serialize(options?.Output), options?.Recursive ?? false), "Termination");
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Send(instanceId, new ExecutionSuspended(reason), "Suspension");
    }

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Send(instanceId, new ExecutionResumed(reason), "Resumption");
    }

    /// <exception cref="ArgumentException">There is no such instance.</exception>
    /// <exception cref="InvalidOperationException">It is not finished, and its own id was to be used again.</exception>
    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var old = Read(instanceId) ?? throw new ArgumentException($"There is no orchestration with id '{instanceId}'.", nameof(instanceId));
        var id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        var start = new NewInstance(id, old.Name, old.Version, old.Input) { Tags = HistoryJson.ReadTags(old.Tags) };
        return await Start(start, Unfinished) is null ? id : throw new InvalidOperationException(
            $"The orchestration with id '{instanceId}' is not finished, so it can't be restarted under its own id.");
    }

    public IReadOnlyList<HistoryEntry> ReadHistory(string instanceId) => engine.Readers.Read(db =>
        Instances.Find(db, instanceId) is { } instance ? Histories.ReadJson(db, instance.Key) : [])
        .Select((json, at) => new HistoryEntry(at, JsonDocument.Parse(json).RootElement.GetProperty("kind").GetString()!, json))
        .ToList();

    // The engine closes the file; the client has nothing of its own.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string DefaultVersion => options.DefaultVersion;

    private InstanceRow? Read(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return engine.Readers.Read(db => Instances.Find(db, instanceId));
    }

    /// <returns>The status that forbade the start; null if it is stored.</returns>
    private async Task<OrchestrationRuntimeStatus?> Start(NewInstance start, IReadOnlyCollection<OrchestrationRuntimeStatus> dedupe)
    {
        var (existing, key) = await engine.Committer.Commit<(OrchestrationRuntimeStatus?, long)>(db =>
            Instances.Find(db, start.InstanceId) is { } old && dedupe.Contains(old.Status)
                ? (old.Status, old.Key)
                : (null, Instances.Start(db, start, clock.GetUtcNow().UtcTicks)));
        if (existing is not null) return existing;
        var effects = new StepEffects();
        effects.Changed.Add(start.InstanceId);
        if (start.StartAt is { } dueAt) effects.Due.Add((key, dueAt));
        else effects.Ready.Add(key);
        engine.SetGoing(effects);
        return null;
    }

    private async Task Send(string instanceId, HistoryEvent message, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var target = await engine.Committer.Commit(db =>
        {
            if (Instances.Find(db, instanceId) is not { IsFinished: false } instance) return null;
            Messages.Add(db, instance.Key, message);
            return instance;
        });
        if (target is null)
        {
            logger.MessageDropped(what, instanceId);
            return;
        }
        var effects = new StepEffects();
        effects.Ready.Add(target.Key);
        engine.SetGoing(effects);
    }

    private static OrchestrationRuntimeStatus[] Dedupe(StartOrchestrationOptions? options) =>
        options?.DedupeStatuses is not { } names ? Unfinished : [.. names.Select(name =>
            Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status) ? status
            : throw new ArgumentException($"'{name}' is not an orchestration status.", nameof(options)))];
}
