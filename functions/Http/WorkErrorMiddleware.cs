using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core;

namespace Shortloop.Functions.Http;

/// <summary>
/// A dependency that fails while somebody waits for an answer: 503 when another try may work, 502 when it refused for good.
/// Queue and timer functions keep the exception, which is what makes their host try again.
/// </summary>
public sealed class WorkErrorMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (WorkException error) when (context.GetHttpContext() is { Response.HasStarted: false } http)
        {
            var problem = new Problem(ProblemKind.Conflict, error.Code, error.Message);
            ProblemResult answer = error is TransientException transient
                ? new ProblemResult(StatusCodes.Status503ServiceUnavailable, "Not available just now", problem, transient.RetryAfter ?? Soon)
                : new ProblemResult(StatusCodes.Status502BadGateway, "Refused by another service", problem);
            await answer.ExecuteAsync(http);
        }
    }
}
