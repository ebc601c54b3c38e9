using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Shortloop.Functions.Http;

/// <summary>Says in the trace which function a request came to and how it was answered. Nothing of its address, body or caller.</summary>
public sealed class TraceMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
            Describe(span, http, context.FunctionDefinition.Name);
        return next(context);
    }

    private static void Describe(Activity span, HttpContext http, string function)
    {
        span.DisplayName = $"{http.Request.Method} {function}";
        span.SetTag("http.request.method", http.Request.Method).SetTag("faas.name", function).SetTag("request.id", http.TraceIdentifier);
        http.Response.OnStarting(() =>
        {
            span.SetTag("http.response.status_code", http.Response.StatusCode);
            return Task.CompletedTask;
        });
    }
}
