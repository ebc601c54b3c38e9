using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Http;

/// <summary>Reads what <c>[FromBody]</c> asks for, with the app's own JSON options.</summary>
internal sealed class JsonBody(IOptions<JsonOptions> json)
{
    private static readonly Problem Empty = new(400, "invalid_json", "The request needs a JSON body, and has none.");

    public async Task<(object? Value, IResult? Refusal)> ReadAsync(
        HttpRequest request, ParameterBinding parameter, CancellationToken cancellation)
    {
        if (HasNoBody(request)) return parameter.Optional ? (parameter.Default, null) : (null, Empty);
        if (!request.HasJsonContentType() || !HasKnownCharset(request))
            return (null, new Problem(415, "unsupported_media_type", "The body must be JSON in UTF-8: send Content-Type: application/json."));

        try
        {
            object? value = await request.ReadFromJsonAsync(parameter.Type, json.Value.SerializerOptions, cancellation);
            return value is null && !parameter.Optional ? (null, Empty) : (value, null);
        }
        catch (JsonException broken)
        {
            return (null, Broken(broken));
        }
        catch (BadHttpRequestException refused)
        {
            return (null, RequestProblems.Of(refused));
        }
    }

    private static bool HasNoBody(HttpRequest request) =>
        request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };

    // The reader would throw at a name that no encoding has.
    private static bool HasKnownCharset(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { } type && (type.Charset.Length == 0 || type.Encoding is not null);

    /// <summary>The serialiser's own message names our types, so it stays here.</summary>
    private static Problem Broken(JsonException broken)
    {
        string field = (broken.Path ?? "$").TrimStart('$').TrimStart('.');
        string where = $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}";
        return field.Length == 0
            ? new(400, "invalid_json", $"The body is not the JSON that is expected here ({where}).")
            : new(400, "invalid_json", $"The value of '{field}' is not what is expected there ({where}).",
                new Dictionary<string, string[]> { [field] = ["is not of the expected type"] });
    }
}
