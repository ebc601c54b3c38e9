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

    [Fact]
    public async Task Result_InMiddleware_IsSeenAndMayBeReplaced()
    {
        await using var host = await WithAsync(async (context, next) =>
        {
            await next(context);
            var result = context.GetInvocationResult();
            result.Value = $"instead of {result.Value}";
        });
        Assert.Equal("instead of signed-in", await host.Http.GetStringAsync("/api/who", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Result_SetWithoutCallingTheFunction_IsTheAnswer()
    {
        await using var host = await WithAsync((context, _) =>
        {
            context.GetInvocationResult().Value = TypedResults.Text("not today", statusCode: 418);
            return Task.CompletedTask;
        });
        using var answer = await host.Http.GetAsync("/api/who", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode)418, answer.StatusCode);
        Assert.Equal("not today", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Exception_OfTheFunction_ReachesTheMiddlewareThatMayAnswerIt()
    {
        await using var host = await WithAsync(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (KeyNotFoundException)
            {
                context.GetInvocationResult().Value = TypedResults.Text("caught", statusCode: 422);
            }
        }, user: null);
        using var answer = await host.Http.GetAsync("/api/who", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(host.Logs.Entries);
    }

    [Fact]
    public async Task Exception_OfMiddleware_Is500AndLogged()
    {
        await using var host = await WithAsync((_, _) => throw new InvalidOperationException("broken"));
        using var answer = await host.Http.GetAsync("/api/who", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.IsType<InvalidOperationException>(Assert.Single(host.Logs.Entries).Exception);
    }

    private static Task<TestHost> WithAsync(Func<FunctionContext, FunctionExecutionDelegate, Task> middleware, string? user = "signed-in") =>
        TestHost.StartAsync([typeof(Who)], add: host => host.Use(next => context =>
        {
            if (user is not null) context.Items["user"] = user;
            return middleware(context, next);
        }));

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
