using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;

namespace Shortloop.Functions.Http;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> is done once: who sends it again with the same body gets the same answer, also while the first is still at
/// work; with another body, a 422. Answers of 500 and above are not kept: they are what one tries again for.
/// </summary>
public sealed class IdempotencyMiddleware(IdempotentCalls calls, TimeProvider clock) : IFunctionsWorkerMiddleware
{
    private const string Header = "Idempotency-Key";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly Problem BadKey = Problem.InvalidField("idempotencyKey", $"{Header} has 1 to 255 printable characters.");

    private static readonly Problem Reused = new(
        ProblemKind.Unprocessable, "idempotency_key_reused", $"This {Header} was used for another request. Take a new one for each thing you want done.");

    private static readonly Problem Running = new(
        ProblemKind.Conflict, "idempotency_in_progress", "The first request with this key is still at work. Ask again with the same key.")
    { RetryAfter = TimeSpan.FromSeconds(1) };

    private static readonly Problem NotKept = new(
        ProblemKind.Conflict, "idempotency_answer_not_kept", "This was done already, and its answer was too large to keep. Read what it made instead of asking again.");

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || !HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue(Header, out var given)
            || !context.Items.ContainsKey(typeof(Principal)))
        {
            await next(context);
            return;
        }

        if (given is not [{ Length: > 0 and <= 255 } key] || key.Any(c => c is < ' ' or > '~'))
        {
            await Answers.Of(BadKey).ExecuteAsync(http);
            return;
        }

        switch (await BeginAsync(context.Caller(), http.Request, key, context.CancellationToken))
        {
            case IdempotentStep.Run run: await RunAsync(run, context, http, next); break;
            case IdempotentStep.Again { Answer.Body: null }: await Answers.Of(NotKept).ExecuteAsync(http); break;
            case IdempotentStep.Again again: await new KeptResult(again.Answer) { Again = true }.ExecuteAsync(http); break;
            case IdempotentStep.Other: await Answers.Of(Reused).ExecuteAsync(http); break;
            default: await Answers.Of(Running).ExecuteAsync(http); break;
        }
    }

    private async Task<IdempotentStep> BeginAsync(Principal caller, HttpRequest request, string key, CancellationToken cancellation)
    {
        byte[] hash = await HashAsync(request, cancellation);
        string route = $"{request.Method} {request.Path}{request.QueryString}";
        DateTimeOffset end = clock.GetUtcNow() + Patience;
        while (true)
        {
            IdempotentStep step = await calls.BeginAsync(caller, route, key, hash, cancellation);
            if (step is not IdempotentStep.Wait || clock.GetUtcNow() >= end)
                return step;
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private async Task RunAsync(IdempotentStep.Run run, FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        KeptAnswer? answer = null;
        try
        {
            await next(context);
            InvocationResult result = context.GetInvocationResult();
            if (result.Value is IResult written)
            {
                answer = await CaptureAsync(written, http);
                result.Value = new KeptResult(answer);
            }
        }
        finally
        {
            // Whether or not the caller is still there: what was done was done.
            if (answer is { Status: < 500 })
                await calls.KeepAsync(run.Id, answer, CancellationToken.None);
            else
                await calls.ForgetAsync(run, CancellationToken.None);
        }
    }

    private static async Task<KeptAnswer> CaptureAsync(IResult result, HttpContext http)
    {
        Stream body = http.Response.Body;
        using var captured = new MemoryStream();
        http.Response.Body = captured;
        try
        {
            await result.ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        return new KeptAnswer(http.Response.StatusCode, KeptResult.HeadersOf(http.Response), captured.ToArray());
    }

    // Large bodies go through a file, not through memory.
    private static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken cancellation)
    {
        request.EnableBuffering();
        byte[] hash = await SHA256.HashDataAsync(request.Body, cancellation);
        request.Body.Position = 0;
        return hash;
    }

    /// <summary>An answer as it was given the first time.</summary>
    private sealed class KeptResult(KeptAnswer answer) : IResult
    {
        private static readonly string[] Belonging = ["Content-Type", "Location", "ETag", "Retry-After"];

        /// <summary>Not the first time: the caller is told, as draft-ietf-httpapi-idempotency-key leaves open and others do.</summary>
        public bool Again { get; init; }

        public static Dictionary<string, string> HeadersOf(HttpResponse response) =>
            Belonging.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString());

        public Task ExecuteAsync(HttpContext httpContext)
        {
            HttpResponse response = httpContext.Response;
            response.StatusCode = answer.Status;
            foreach ((string name, string value) in answer.Headers)
                response.Headers[name] = value;
            if (Again)
                response.Headers["Idempotent-Replayed"] = "true";
            if (answer.Body is not { Length: > 0 } body)
                return Task.CompletedTask;
            response.ContentLength = body.Length;
            return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
