using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Sdk.Tests;

public sealed class DurableTaskRegistryTests
{
    private readonly ServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    [Fact]
    public async Task AddActivityFunc_EachForm_RunsWithItsInput()
    {
        var log = new List<string>();
        var registry = new DurableTaskRegistry()
            .AddActivityFunc<int, int>("double", (_, number) => number * 2)
            .AddActivityFunc<int, int>("triple", (_, number) => Task.FromResult(number * 3))
            .AddActivityFunc<int>("note", (_, number) => log.Add($"note {number}"))
            .AddActivityFunc("tick", _ => log.Add("tick"));

        Assert.Equal(4, await RunAsync(registry, "DOUBLE", 2));
        Assert.Equal(6, await RunAsync(registry, "triple", 2));
        Assert.Null(await RunAsync(registry, "note", 2));
        Assert.Null(await RunAsync(registry, "tick", null));
        Assert.Equal(["note 2", "tick"], log);
    }

    [Fact]
    public async Task RunAsync_NoInput_IsTheTypesDefault()
    {
        var registry = new DurableTaskRegistry().AddActivityFunc<int, int>("next", (_, number) => number + 1);

        Assert.Equal(1, await RunAsync(registry, "next", null));
    }

    [Fact]
    public async Task RunAsync_InputOfAnotherType_Throws()
    {
        var registry = new DurableTaskRegistry().AddActivityFunc<int, int>("next", (_, number) => number + 1);

        await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(registry, "next", "two"));
    }

    [Fact]
    public void AddOrchestrator_Class_TakesNameAndVersionFromItsAttribute()
    {
        var registry = new DurableTaskRegistry().AddOrchestrator<Greeting>().AddOrchestrator<Farewell>();

        Assert.Equal(["hello", nameof(Farewell)], registry.GetOrchestrators().Select(entry => entry.Key.Name));
        Assert.All(registry.GetOrchestrators(), entry => Assert.NotNull(entry.Value(_services)));
    }

    [Fact]
    public void Add_NameTaken_Throws()
    {
        var registry = new DurableTaskRegistry().AddOrchestrator<Greeting>();

        Assert.Throws<ArgumentException>(() => registry.AddOrchestratorFunc<int, int>("HELLO", "2", (_, _) => Task.FromResult(1)));
        registry.AddOrchestratorFunc<int, int>("hello", "3", (_, _) => Task.FromResult(1));
    }

    private Task<object?> RunAsync(DurableTaskRegistry registry, TaskName name, object? input)
    {
        var factory = registry.GetActivities().Single(entry => entry.Key == name).Value;
        return factory(_services).RunAsync(new FakeActivityContext(name), input);
    }

    [DurableTask("hello", Version = "2")]
    private sealed class Greeting : TaskOrchestrator<string, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => Task.FromResult($"hello {input}");
    }

    private sealed class Farewell : TaskOrchestrator<string, string>
    {
        public override Task<string> RunAsync(TaskOrchestrationContext context, string input) => Task.FromResult($"bye {input}");
    }

    private sealed class FakeActivityContext(TaskName name) : TaskActivityContext
    {
        public override TaskName Name => name;

        public override string InstanceId => "1";
    }
}
