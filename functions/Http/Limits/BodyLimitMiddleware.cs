using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core;

namespace Shortloop.Functions.Http.Limits;

/// <summary>
/// Refuses a body that is larger than its route takes: by what the request says of itself, before a byte is read; one that doesn't say is read up to
/// the limit first. Either way no host gets to answer in words of its own.
/// </summary>
public sealed class BodyLimitMiddleware : IFunctionsWorkerMiddleware
{
    private const int InMemory = 64 * 1024;

    private static readonly Dictionary<string, BodyLimitAttribute> Limits = FunctionMethods.With<BodyLimitAttribute>();

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || !MayHaveBody(http.Request.Method))
        {
            await next(context);
            return;
        }

        long limit = Limits.GetValueOrDefault(context.FunctionDefinition.Name)?.Bytes ?? BodyLimitAttribute.Default;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = limit;
        if (http.Request.ContentLength is { } length ? length > limit : !await FitsAsync(http.Request, limit, context.CancellationToken))
            await Answers.Of(TooLarge(limit)).ExecuteAsync(http);
        else
            await next(context);
    }

    private static async Task<bool> FitsAsync(HttpRequest request, long limit, CancellationToken cancellation)
    {
        request.EnableBuffering(InMemory, limit);
        try
        {
            await request.Body.DrainAsync(cancellation);
        }
        catch (Exception error) when (error is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } or IOException and not BadHttpRequestException)
        {
            return false;
        }

        request.Body.Position = 0;
        return true;
    }

    private static bool MayHaveBody(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static Problem TooLarge(long limit) => new(
        ProblemKind.TooLarge, "body_too_large",
        $"The body is larger than the {limit} bytes that this address takes. Big files go straight to storage: ask for an upload first.");
}
