namespace Shortloop.Sandbox.YouTube;

/// <summary>Google's error envelope.</summary>
internal static class YouTubeReply
{
    public static IResult Error(int code, string reason, string message, string domain = "youtube.common", string? status = null) => Results.Json(
        new { error = new { code, message, errors = new[] { new { message, domain, reason } }, status } }, statusCode: code);

    public static IResult Invalid(string message) => Error(400, "invalidParameter", message, status: "INVALID_ARGUMENT");

    public static IResult QuotaExceeded() => Error(
        403, "quotaExceeded", "The request cannot be completed because you have exceeded your <a href=\"/youtube/v3/getting-started#quota\">quota</a>.", "youtube.quota");

    public static IResult Unauthorized() => Error(
        401, "authError", "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
        "global", "UNAUTHENTICATED");

    public static IResult ForStatus(int status) => status switch
    {
        401 => Unauthorized(),
        403 => QuotaExceeded(),
        404 => Error(404, "notFound", "The requested entity was not found.", status: "NOT_FOUND"),
        429 => Error(429, "rateLimitExceeded", "Resource has been exhausted (e.g. check quota).", "global", "RESOURCE_EXHAUSTED"),
        _ => Error(status, "backendError", "Backend Error", "global"),
    };
}
