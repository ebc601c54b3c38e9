namespace Shortloop.Sandbox.OpenAi;

internal static class OpenAiErrors
{
    public static IResult InvalidKey() => Error(401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided.");

    public static IResult Invalid(string message, string? param = null) => Error(400, "invalid_request_error", null, message, param);

    public static IResult ModelNotFound(string model) =>
        Error(404, "invalid_request_error", "model_not_found", $"The model `{model}` does not exist or you do not have access to it.", "model");

    /// <summary>The error that the service would give with this HTTP status; 402 stands for a used-up quota, which comes as a 429.</summary>
    public static IResult ForStatus(int status) => status switch
    {
        401 => InvalidKey(),
        402 => Error(429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota, please check your plan and billing details."),
        429 => Error(status, "requests", "rate_limit_exceeded", "Rate limit reached for requests."),
        503 => Error(status, "service_unavailable_error", null, "The engine is currently overloaded, please try again later."),
        >= 500 => Error(status, "server_error", null, "The server had an error while processing your request."),
        _ => Error(status, "invalid_request_error", null, "The request was refused."),
    };

    private static IResult Error(int status, string type, string? code, string message, string? param = null) =>
        Results.Json(new { error = new { message, type, param, code } }, statusCode: status);
}
