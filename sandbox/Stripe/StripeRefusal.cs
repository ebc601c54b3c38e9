using System.Text.Json.Nodes;

namespace Shortloop.Sandbox.Stripe;

/// <summary>A call that ends in one of Stripe's errors. Thrown before anything has been changed.</summary>
internal sealed class StripeRefusal(int status, string type, string? code, string? param, string message) : Exception(message)
{
    public int Status => status;

    public string Body() => new JsonObject
    {
        ["error"] = new JsonObject(new Dictionary<string, JsonNode?>
        {
            ["code"] = code,
            ["doc_url"] = code is null ? null : $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}",
            ["message"] = Message,
            ["param"] = param,
            ["type"] = type,
        }.Where(field => field.Value is not null)),
    }.ToJsonString();

    public static StripeRefusal Invalid(string? code, string? param, string message) => new(400, "invalid_request_error", code, param, message);

    public static StripeRefusal Missing(string param) => Invalid("parameter_missing", param, $"Missing required param: {param}.");

    /// <param name="param">Where the id was given; <c>id</c> when in the path, which makes it a 404.</param>
    public static StripeRefusal NoSuch(string type, string id, string param) =>
        new(param == "id" ? 404 : 400, "invalid_request_error", "resource_missing", param, $"No such {type}: '{id}'");

    public static StripeRefusal KeyMissing() => new(
        401, "invalid_request_error", null, null, "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.");

    public static StripeRefusal KeyWrong() => new(401, "invalid_request_error", null, null, "Invalid API Key provided: sk_test_***");

    public static StripeRefusal KeyExpired() => new(401, "invalid_request_error", "api_key_expired", null, "Expired API Key provided: sk_test_***");

    public static StripeRefusal KeyReused(string key) => new(
        400, "idempotency_error", null, null,
        $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.");

    /// <summary>The error that Stripe would give with this HTTP status.</summary>
    public static StripeRefusal ForStatus(int status) => status switch
    {
        401 => KeyWrong(),
        402 => new(402, "card_error", "card_declined", null, "Your card was declined."),
        403 => new(403, "invalid_request_error", null, null, "The provided key does not have the required permissions for this endpoint."),
        409 => new(409, "idempotency_error", "idempotency_key_in_use", null, "There is currently another in-progress request using this Idempotency Key."),
        429 => new(429, "invalid_request_error", "rate_limit", null, "Request rate limit exceeded."),
        >= 500 => new(status, "api_error", null, null, "An unknown error occurred."),
        _ => new(status, "invalid_request_error", null, null, "Invalid request."),
    };

    public IResult Result() => Results.Text(Body(), "application/json", statusCode: status);
}
