using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Http;

/// <summary>Makes an endpoint of each HTTP function.</summary>
internal sealed class HttpFunctions(
    FunctionCatalog catalog, FunctionRunner runner, FunctionsHostOptions options, Draining draining, IOptions<JsonOptions> json)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (entry, trigger) in catalog.With<HttpTrigger>())
        {
            RequestDelegate answer = http => AnswerAsync(entry, http);
            var endpoint = trigger.Methods.Count == 0
                ? routes.Map(trigger.Pattern, answer)
                : routes.MapMethods(trigger.Pattern, trigger.Methods, answer);
            endpoint.WithMetadata(entry).WithDisplayName(entry.ToString());
        }
    }

    private async Task AnswerAsync(FunctionEntry entry, HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MaxRequestBytes;

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, draining.Over);
        var invocation = new Invocation.Invocation(entry, http.Request) { Http = http, Data = http.Request.RouteValues };
        object? result = await runner.RunAsync(invocation, http.RequestServices, ended.Token);
        await WriteAsync(result, http, ended.Token);
    }

    /// <summary>Nothing to write: 200 without a body, or what the function or a middleware has written already.</summary>
    private Task WriteAsync(object? result, HttpContext http, CancellationToken cancellation) => result switch
    {
        null => Task.CompletedTask,
        IResult answer => answer.ExecuteAsync(http),
        string text => http.Response.WriteAsync(text, cancellation),
        _ => http.Response.WriteAsJsonAsync(result, result.GetType(), json.Value.SerializerOptions, cancellation),
    };
}
