using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core;

namespace Shortloop.Functions.Http.Limits;

/// <summary>
/// Refuses a body that is larger than its route takes: by what the request says of itself, or, if it doesn't say, by reading it up to the limit first.
/// Either way the function sees nothing of it, and no host answers in words of its own.
/// </summary>
public sealed class BodyLimitMiddleware : IFunctionsWorkerMiddleware
{
    private const int InMemory = 64 * 1024;
    private const long Politeness = 8 << 20;

    private static readonly Dictionary<string, BodyLimitAttribute> Limits = FunctionMethods.With<BodyLimitAttribute>();

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || !MayHaveBody(http.Request.Method))
        {
            await next(context);
            return;
        }

        BodyLimitAttribute? own = Limits.GetValueOrDefault(context.FunctionDefinition.Name);
        long limit = own?.Bytes ?? BodyLimitAttribute.Default;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = limit + Politeness;
        Stream body = http.Request.Body;
        if (http.Request.ContentLength is { } length ? length <= limit : await FitsAsync(http.Request, limit, context.CancellationToken))
        {
            await next(context);
            return;
        }

        await SwallowAsync(body, context.CancellationToken);
        await Answers.Of(own is { Code: { } code, Message: { } message } ? new Problem(ProblemKind.TooLarge, code, message) : TooLarge(limit)).ExecuteAsync(http);
    }

    private static async Task<bool> FitsAsync(HttpRequest request, long limit, CancellationToken cancellation)
    {
        request.EnableBuffering(InMemory, limit);
        try
        {
            await request.Body.DrainAsync(cancellation);
        }
        catch (IOException error) when (error is not BadHttpRequestException { StatusCode: not StatusCodes.Status413PayloadTooLarge })
        {
            // The buffer is full. Any other complaint of the server's, such as a body that stops coming, is not ours.
            return false;
        }

        request.Body.Position = 0;
        return true;
    }

    /// <summary>Who is still sending doesn't hear an answer on a connection that is cut. What is not much too large is let come in and thrown away.</summary>
    private static async Task SwallowAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            await body.DrainAsync(Politeness, cancellation);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            // Much too large, or nobody is there any more.
        }
    }

    private static bool MayHaveBody(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static Problem TooLarge(long limit) => new(
        ProblemKind.TooLarge, "body_too_large",
        $"The body is larger than the {limit} bytes that this address takes. Big files go straight to storage: ask for an upload first.");
}
