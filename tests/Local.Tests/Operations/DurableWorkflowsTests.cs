using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Engine;
using Shortloop.Functions.Operations;

namespace Shortloop.Local.Tests.Operations;

/// <summary>What stories are told, where engines differ.</summary>
public sealed class DurableWorkflowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Not by the engine: the one on Azure leaves children alone.</summary>
    [Fact]
    public async Task Terminate_StoryWithAChild_EndsBothAndNoOther()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDurableEngine(options => options.DatabasePath = Path.Combine(_folder, "engine.db"), tasks => tasks
            .AddOrchestratorFunc("Parent", context =>
                context.CallSubOrchestratorAsync("Child", null, new SubOrchestrationOptions { InstanceId = $"{context.InstanceId}-render" }))
            .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<string>("never")));
        using IHost host = builder.Build();
        await host.StartAsync(cancellation);
        var client = host.Services.GetRequiredService<DurableTaskClient>();
        foreach (string id in (string[])["produce-1", "produce-12"])
        {
            await client.ScheduleNewOrchestrationInstanceAsync("Parent", null, new StartOrchestrationOptions(id), cancellation);
            await client.WaitForInstanceStartAsync($"{id}-render", cancellation);
        }

        await new DurableWorkflows(client).TerminateAsync("produce-1", "Cancelled.", cancellation);

        foreach (string id in (string[])["produce-1", "produce-1-render"])
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await client.WaitForInstanceCompletionAsync(id, cancellation).WaitAsync(TimeSpan.FromMinutes(1), cancellation)).RuntimeStatus);
        foreach (string id in (string[])["produce-12", "produce-12-render"])
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await client.GetInstanceAsync(id, cancellation))!.RuntimeStatus);
        await host.StopAsync(cancellation);
    }

    [Fact]
    public async Task Tell_StoryThatEndsInThisMoment_IsNoFailure()
    {
        await using var client = new Refusing(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Completed);

        await new DurableWorkflows(client).TerminateAsync("one", "Cancelled.", TestContext.Current.CancellationToken);
        await new DurableWorkflows(client).RaiseAsync("one", "word", "late", TestContext.Current.CancellationToken);

        Assert.Equal(2, client.Told);
    }

    [Fact]
    public async Task Tell_StoryThatGoesOn_FailsAsTheEngineSays()
    {
        await using var client = new Refusing(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Running);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new DurableWorkflows(client).TerminateAsync("one", "Cancelled.", TestContext.Current.CancellationToken));
    }

    /// <summary>An engine that throws at whatever it is told; its one instance has these states, one after the other.</summary>
    private sealed class Refusing(params OrchestrationRuntimeStatus[] states) : DurableTaskClient("refusing")
    {
        private readonly Queue<OrchestrationRuntimeStatus> _states = new(states);

        public int Told { get; private set; }

        public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            Task.FromResult<OrchestrationMetadata?>(new OrchestrationMetadata("Story", instanceId) { RuntimeStatus = _states.Dequeue() });

        public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) => Refuse();

        public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) => Refuse();

        public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
            Pageable.Create((_, _, _) => Task.FromResult(new Page<OrchestrationMetadata>([])));

        public override Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private Task Refuse()
        {
            Told++;
            throw new InvalidOperationException("It is over.");
        }
    }
}
