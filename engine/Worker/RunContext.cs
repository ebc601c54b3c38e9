using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>What an orchestrator sees. Each call becomes a numbered decision; each task it gives out completes from an event.</summary>
internal sealed class RunContext(
    InstanceRow instance, StepLedger ledger, ExternalEvents events, OrchestratorQueue queue, DurableEngineOptions options, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    private readonly DataConverter _converter = options.DataConverter;
    private readonly List<int> _cancelledTimers = [];
    private DateTime _now;
    private object? _input;
    private bool _replaying = true;
    private int _guids;

    public override TaskName Name => instance.Name;

    public override string InstanceId => instance.InstanceId;

    public override string Version => instance.Version;

    public override ParentOrchestrationInstance? Parent =>
        Link is { } link ? new ParentOrchestrationInstance(link.Name, link.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    internal ParentLink? Link { get; set; }

    internal string? CustomStatus { get; private set; }

    internal ContinueAsNewOptions? Next { get; private set; }

    /// <summary>Timers that were cancelled in the step now running.</summary>
    internal IReadOnlyList<int> CancelledTimers => _cancelledTimers;

    internal void ForgetCancelledTimers() => _cancelledTimers.Clear();

    internal void SetInput(object? input) => _input = input;

    internal void At(DateTime now, bool replaying) => (_now, _replaying) = (now, replaying);

    public override T? GetInput<T>()
        where T : default => _input is T typed ? typed : _converter.Deserialize<T>(instance.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var payload = Serialize(input, options);
        var version = options?.Version?.Version ?? Version;
        return Retries.Call(this, name, options?.Retry, () =>
            Ask<TResult>(task => new(new ActivityScheduled(task, name, version), payload)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var payload = Serialize(input, options);
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        var version = options?.Version?.Version ?? DefaultVersion;
        var tags = Tracing.Inherit(options?.Tags?.ToDictionary(), instance.Tags);
        return Retries.Call(this, orchestratorName, options?.Retry, () =>
            Ask<TResult>(task => new(new ChildScheduled(task, orchestratorName, version, id), payload, tags)));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        EnsureOwnThread();
        var task = ledger.Decide(task => new(new TimerCreated(task, fireAt.ToUniversalTime())));
        var source = ledger.Open(task);
        await using var cancel = cancellationToken.Register(() => Cancel(task, source, cancellationToken));
        await source.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOwnThread();
        return events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureOwnThread();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ledger.Decide(task => new(new EventSent(task, instanceId, eventName), _converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus) => CustomStatus = _converter.Serialize(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        EnsureOwnThread();
        Next = options;
    }

    public override Guid NewGuid() => DeterministicGuid.Create(InstanceId, _now, _guids++);

    private string DefaultVersion => options.DefaultVersion;

    private async Task<T> Ask<T>(Func<int, NewDecision> decide)
    {
        EnsureOwnThread();
        var result = await ledger.Open(ledger.Decide(decide)).Task;
        return _converter.Deserialize<T>(result)!;
    }

    private string? Serialize(object? input, TaskOptions? options) => input is TaskOptions && options is null
        ? throw new ArgumentException("Task options were given as the input. Name the parameter: options.", nameof(input))
        : _converter.Serialize(input);

    private void Cancel(int task, TaskCompletionSource<string?> source, CancellationToken cancellationToken)
    {
        if (source.Task.IsCompleted) return;
        if (!_replaying) _cancelledTimers.Add(task);
        ledger.Close(task);
        source.TrySetCanceled(cancellationToken);
    }

    private void EnsureOwnThread()
    {
        if (!queue.IsCurrentThread) throw NondeterministicOrchestrationException.ForeignAwait(instance.Name);
    }
}
