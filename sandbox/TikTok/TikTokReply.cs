using System.Globalization;
using System.Security.Cryptography;

namespace Shortloop.Sandbox.TikTok;

/// <summary>The envelope of every v2 endpoint but OAuth: <c>error</c> is there on success too.</summary>
internal static class TikTokReply
{
    public static IResult Ok(object data) => Results.Json(new { data, error = Problem("ok", "") });

    public static IResult OkWithoutData() => Results.Json(new { error = Problem("ok", "") });

    public static IResult Error(int status, string code, string message) =>
        Results.Json(new { data = new { }, error = Problem(code, message) }, statusCode: status);

    public static IResult InvalidParams(string message) => Error(StatusCodes.Status400BadRequest, "invalid_params", message);

    /// <summary>The error that TikTok would give with this HTTP status.</summary>
    public static IResult ForStatus(int status) => status switch
    {
        401 => Error(status, "access_token_invalid", "The access token is invalid or not found in the request."),
        403 => Error(status, "spam_risk", "The post is blocked by a spam risk check."),
        429 => Error(status, "rate_limit_exceeded", "The API rate limit was exceeded. Please try again later."),
        >= 500 => Error(status, "internal_error", "Something went wrong. Please try again later."),
        _ => Error(status, "invalid_params", "One or more fields in the request are invalid."),
    };

    public static string LogId() =>
        DateTimeOffset.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + Convert.ToHexString(RandomNumberGenerator.GetBytes(9));

    private static object Problem(string code, string message) => new { code, message, log_id = LogId() };
}

/// <summary>OAuth answers are flat, without the envelope.</summary>
internal static class OAuthReply
{
    public static IResult Error(int status, string error, string description) =>
        Results.Json(new { error, error_description = description, log_id = TikTokReply.LogId() }, statusCode: status);
}
