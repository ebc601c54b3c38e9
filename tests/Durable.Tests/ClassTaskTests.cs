using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Durable.Tests;

/// <summary>Orchestrators and activities that are classes.</summary>
public sealed class ClassTaskTests
{
    [Fact]
    public async Task AddTasks_OfTypes_RunUnderTheirNamesWithServices()
    {
        await using var host = await DurableHost.StartAsync(
            tasks => tasks.AddOrchestrator<Welcome>().AddActivity<Greet>(),
            services => services.AddSingleton(new Greeting("Hello")));

        Assert.Equal("Hello, Ann!", (await host.RunAsync("Welcome", "Ann")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task AddTasks_UnderAnotherName_RunUnderThat()
    {
        await using var host = await DurableHost.StartAsync(
            tasks => tasks.AddOrchestrator<Welcome>("Other").AddActivity<Greet>("say-hello"),
            services => services.AddSingleton(new Greeting("Good day")));

        Assert.Equal("Good day, Ben!", (await host.RunAsync("Other", "Ben")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task AddTasks_AsObjects_AreUsed()
    {
        await using var host = await DurableHost.StartAsync(tasks => tasks
            .AddOrchestrator("Main", new Welcome()).AddActivity("say-hello", new Greet(new Greeting("Hi"))));

        Assert.Equal("Hi, Cleo!", (await host.RunAsync("Main", "Cleo")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task AddTasks_NameTaken_IsRefused()
    {
        await using var host = await DurableHost.StartAsync(tasks =>
            Assert.Throws<ArgumentException>(() => tasks.AddOrchestrator<Welcome>().AddOrchestrator<Welcome>("WELCOME")));
    }

    [DurableTask("Welcome")]
    private sealed class Welcome : TaskOrchestrator<string, string>
    {
        public override async Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
            await context.CallActivityAsync<string>("say-hello", input) + "!";
    }

    [DurableTask("say-hello")]
    private sealed class Greet(Greeting greeting) : TaskActivity<string, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult($"{greeting.Word}, {input}");
    }

    private sealed record Greeting(string Word);
}
