using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Engine;

namespace Shortloop.Local.Tests.Hosting;

public sealed class DurableTests
{
    [Fact]
    public async Task Start_OverHttp_RunsOrchestrationAndActivitiesOfTheCatalog()
    {
        string database = "";
        await using var host = await TestHost.StartAsync(
            [typeof(Tale), typeof(Steps)],
            options => database = Path.Combine(options.DataDirectory, "engine.db"),
            functions =>
            {
                functions.Services.AddScoped<Greeting>();
                functions.Services.AddDurableEngine(options => options.DatabasePath = database, functions.RegisterDurable);
            });

        using var started = await host.Http.PostAsync("/api/tales/Ada", null, TestContext.Current.CancellationToken);
        string? id = await started.Content.ReadFromJsonAsync<string>(TestContext.Current.CancellationToken);
        var done = await host.Services.GetRequiredService<DurableTaskClient>()
            .WaitForInstanceCompletionAsync(id!, getInputsAndOutputs: true, TestContext.Current.CancellationToken);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(new Told("Ada", $"hello from a service for Ada in {id}", 3), done.ReadOutputAs<Told>());
    }

    public sealed record Told(string Name, string Text, int Length);

    public static class Tale
    {
        [Function("StartTale")]
        public static async Task<Ok<string>> Start(
            [HttpTrigger("post", Route = "tales/{name}")] HttpRequest request, string name, [DurableClient] DurableTaskClient client) =>
            TypedResults.Ok(await client.ScheduleNewOrchestrationInstanceAsync("Tale", name, request.HttpContext.RequestAborted));

        [Function("Tale")]
        public static async Task<Told> Run([OrchestrationTrigger] TaskOrchestrationContext context, string name)
        {
            string text = await context.CallActivityAsync<string>("Greet", name);
            int length = await context.CallActivityAsync<int>("Measure", name);
            await context.CallActivityAsync("Nothing");
            return new(name, text, length);
        }
    }

    public sealed class Steps(Greeting greeting)
    {
        [Function("Greet")]
        public async Task<string> Greet([ActivityTrigger] string name, string instanceId)
        {
            await Task.Yield();
            return $"{greeting.Text} for {name} in {instanceId}";
        }

        [Function("Measure")]
        public static int Measure([ActivityTrigger] string text, FunctionContext context, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            Assert.Equal("Measure", context.FunctionDefinition.Name);
            return text.Length;
        }

        [Function("Nothing")]
        public static Task Nothing([ActivityTrigger] object? input) => Task.CompletedTask;
    }
}
