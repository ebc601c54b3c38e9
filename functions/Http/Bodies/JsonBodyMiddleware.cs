using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using Shortloop.Core;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Http.Bodies;

/// <summary>
/// Reads a JSON body before the host's own binding does, and refuses what the function could not be given: hosts have words of their own for that, or
/// only a 500. What is left out or null where a value has to be is found here too, which no binding looks for.
/// </summary>
public sealed class JsonBodyMiddleware(IOptions<JsonOptions> json) : IFunctionsWorkerMiddleware
{
    private static readonly Dictionary<string, ParameterInfo> Bodies = FunctionMethods.All()
        .Select(function => (function.Name, Body: function.Method.GetParameters().FirstOrDefault(p => p.IsDefined(typeof(FromBodyAttribute)))))
        .Where(function => function.Body is not null)
        .ToDictionary(function => function.Name, function => function.Body!);

    private static readonly Problem NoBody = new(ProblemKind.Invalid, "invalid_json", "The request needs a JSON body, and has none.");

    private static readonly Problem NoJson = new(
        ProblemKind.UnsupportedMedia, "unsupported_media_type", "The body must be JSON in UTF-8: send Content-Type: application/json.");

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && Bodies.TryGetValue(context.FunctionDefinition.Name, out ParameterInfo? body)
            && await FindAsync(http.Request, body, context.CancellationToken) is { } problem)
            await Answers.Of(problem).ExecuteAsync(http);
        else
            await next(context);
    }

    private async Task<Problem?> FindAsync(HttpRequest request, ParameterInfo body, CancellationToken cancellation)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return body.HasDefaultValue ? null : NoBody;
        if (!request.HasJsonContentType() || !IsUtf8(request))
            return NoJson;

        request.EnableBuffering();
        try
        {
            object? value = await JsonSerializer.DeserializeAsync(request.Body, body.ParameterType, json.Value.SerializerOptions, cancellation);
            return value is null ? NoBody : RequiredValues.FindMissing(value) is { } field ? Missing(field) : null;
        }
        catch (JsonException broken)
        {
            return Broken(broken);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status400BadRequest)
        {
            // A body that is shorter than it says, or wrongly cut into chunks.
            return new Problem(ProblemKind.Invalid, "bad_request", "The request could not be read.");
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    // RFC 8259, 8.1. ASCII is UTF-8 too.
    private static bool IsUtf8(HttpRequest request) =>
        request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"').ToUpperInvariant() is null or "" or "UTF-8" or "US-ASCII";

    private static Problem Missing(string field) => Problem.InvalidField(field, $"'{field}' is missing: it needs a value.");

    /// <summary>The serialiser's own message names our types, so it stays here.</summary>
    private static Problem Broken(JsonException broken)
    {
        string field = (broken.Path ?? "$").TrimStart('$').TrimStart('.');
        string where = $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}";
        return field.Length == 0
            ? new(ProblemKind.Invalid, "invalid_json", $"The body is not the JSON that is expected here ({where}).")
            : new(ProblemKind.Invalid, "invalid_json", $"The value of '{field}' is not what is expected there ({where}).",
                new Dictionary<string, string> { [field] = "is not of the expected type" });
    }
}
