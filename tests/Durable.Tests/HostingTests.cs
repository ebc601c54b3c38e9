using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Durable.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task Activity_FromServices_GetsAScopeOfItsOwn()
    {
        await using var host = await DurableHost.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Main", async context =>
                    new[] { await context.CallActivityAsync<Guid>("Scoped"), await context.CallActivityAsync<Guid>("Scoped") })
                .AddActivity("Scoped", services => new ScopedActivity(services.GetRequiredService<Scoped>(), services.GetRequiredService<Scoped>())),
            services: services => services.AddScoped<Scoped>());

        var ids = (await host.RunAsync("Main")).ReadOutputAs<List<Guid>>()!;

        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public async Task Orchestrator_FactoryThrows_FailsTheOrchestration()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestrator("Main", new Func<ITaskOrchestrator>(() => throw new NotSupportedException("no such service"))));

        Assert.Equal("no such service", (await host.RunAsync("Main")).FailureDetails!.ErrorMessage);
    }

    private sealed class Scoped
    {
        internal Guid Id { get; } = Guid.NewGuid();
    }

    private sealed class ScopedActivity(Scoped one, Scoped other) : TaskActivity<object?, Guid>
    {
        public override Task<Guid> RunAsync(TaskActivityContext context, object? input)
        {
            Assert.Same(one, other);
            return Task.FromResult(one.Id);
        }
    }
}
