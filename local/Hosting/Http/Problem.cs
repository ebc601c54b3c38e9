using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Shortloop.Local.Hosting.Http;

/// <summary>RFC 9457 with our stable code: what the host itself has to say about a request.</summary>
/// <param name="Code">snake_case; part of the API.</param>
/// <param name="Message">For a person; says what to do where something can be done.</param>
/// <param name="Details">By field, what is wrong with it.</param>
internal sealed record Problem(int Status, string Code, string Message, IReadOnlyDictionary<string, string[]>? Details = null) : IResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        var body = new Body("about:blank", ReasonPhrases.GetReasonPhrase(Status), Status, Code, Message, Details, httpContext.TraceIdentifier);
        return httpContext.Response.WriteAsJsonAsync(body, Json, "application/problem+json", CancellationToken.None);
    }

    private sealed record Body(
        string Type, string Title, int Status, string Code, string Message, IReadOnlyDictionary<string, string[]>? Details, string RequestId);
}
