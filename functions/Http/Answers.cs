using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Shortloop.Core;

namespace Shortloop.Functions.Http;

/// <summary>RFC 9457 problem details with our members.</summary>
/// <param name="Code">Stable; what programs look at.</param>
/// <param name="Details">Field → what is wrong with it.</param>
/// <param name="RequestId">Also in the X-Request-Id header; quote it when asking for help.</param>
public sealed record ProblemBody(
    string Type, string Title, int Status, string Code, string Message, IReadOnlyDictionary<string, IReadOnlyList<string>>? Details, string RequestId);

/// <summary>The one place that turns expected outcomes into HTTP.</summary>
public static class Answers
{
    public static IResult Of<T>(Outcome<T> outcome, Func<T, IResult> success) =>
        outcome.Succeeded(out T? value, out Problem? problem) ? success(value) : Of(problem);

    public static async Task<IResult> OfAsync<T>(Outcome<T> outcome, Func<T, Task<IResult>> success) =>
        outcome.Succeeded(out T? value, out Problem? problem) ? await success(value) : Of(problem);

    public static IResult Of(Problem problem)
    {
        (int status, string title) = problem.Kind switch
        {
            ProblemKind.Invalid => (StatusCodes.Status400BadRequest, "The request can't be used"),
            ProblemKind.Unauthorized => (StatusCodes.Status401Unauthorized, "Sign in first"),
            ProblemKind.Forbidden => (StatusCodes.Status403Forbidden, "Not allowed"),
            ProblemKind.NotFound => (StatusCodes.Status404NotFound, "Not found"),
            ProblemKind.Conflict => (StatusCodes.Status409Conflict, "Not possible now"),
            ProblemKind.TooLarge => (StatusCodes.Status413PayloadTooLarge, "Too large"),
            ProblemKind.UnsupportedMedia => (StatusCodes.Status415UnsupportedMediaType, "Unsupported media"),
            ProblemKind.Changed => (StatusCodes.Status412PreconditionFailed, "Changed meanwhile"),
            ProblemKind.Unprocessable => (StatusCodes.Status422UnprocessableEntity, "Contradicts an earlier request"),
            ProblemKind.TooMany => (StatusCodes.Status429TooManyRequests, "Too many requests"),
            _ => throw new UnreachableException(),
        };
        return new ProblemResult(status, title, problem, problem.RetryAfter);
    }
}
