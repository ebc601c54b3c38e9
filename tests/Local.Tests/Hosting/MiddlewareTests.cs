using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Shortloop.Local.Tests.Hosting;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Request_TwoMiddlewares_RunInOrderAroundTheFunction()
    {
        await using var host = await StartAsync();
        Assert.Equal("signed-in", await host.Http.GetStringAsync("/api/who?user=1", TestContext.Current.CancellationToken));
        Assert.Equal(["outer WhoAmI", "inner", "inner done", "outer done"], host.Services.GetRequiredService<Trail>().Steps);
    }

    [Fact]
    public async Task Request_MiddlewareAnswers_FunctionIsNotCalled()
    {
        await using var host = await StartAsync();
        using var answer = await host.Http.GetAsync("/api/who", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("who are you?", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["outer WhoAmI", "inner", "outer done"], host.Services.GetRequiredService<Trail>().Steps);
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync([typeof(Who)], add: host =>
    {
        host.Services.AddSingleton<Trail>();
        host.UseMiddleware<Outer>().UseMiddleware<Inner>();
    });

    public static class Who
    {
        [Function("WhoAmI")]
        public static string WhoAmI([HttpTrigger("get", Route = "who")] HttpRequest request, FunctionContext context) =>
            (string)context.Items["user"];
    }

    public sealed class Trail
    {
        public ConcurrentQueue<string> Steps { get; } = [];
    }

    public sealed class Outer(Trail trail) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trail.Steps.Enqueue($"outer {context.FunctionDefinition.Name}");
            await next(context);
            trail.Steps.Enqueue("outer done");
        }
    }

    public sealed class Inner(Trail trail) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trail.Steps.Enqueue("inner");
            var http = context.GetHttpContext()!;
            if (!http.Request.Query.ContainsKey("user"))
            {
                http.Response.StatusCode = 401;
                await http.Response.WriteAsync("who are you?");
                return;
            }

            context.Items["user"] = "signed-in";
            await next(context);
            trail.Steps.Enqueue("inner done");
        }
    }
}
