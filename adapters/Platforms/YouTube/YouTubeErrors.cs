using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Shortloop.Core;

namespace Shortloop.Adapters.YouTube;

/// <summary>A refusal that its caller was prepared for.</summary>
internal sealed class YouTubeRefusalException(HttpStatusCode status, string reason, string? message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    /// <summary>YouTube's own word, such as <c>videoChartNotFound</c>.</summary>
    public string Reason { get; } = reason;
}

internal static class YouTubeErrors
{
    public const string Reconnect = "account_needs_reconnecting";

    /// <summary>No header says when a rate limit ends; they are counted per minute.</summary>
    private static readonly TimeSpan NextMinute = TimeSpan.FromMinutes(1);

    public static WorkException From(HttpStatusCode status, string reason, string? message, TimeSpan? retryAfter, bool asPerson, PortErrors port)
    {
        string detail = $"YouTube: {reason}, HTTP {((int)status).ToString(CultureInfo.InvariantCulture)}. {message}";
        return reason switch
        {
            "rateLimitExceeded" or "userRateLimitExceeded" or "uploadRateLimitExceeded" => port.Throttled(detail, retryAfter ?? NextMinute),
            "youtubeSignupRequired" => new PermanentException("platform_refused", "This Google account has no YouTube channel. Choose an account that has one."),
            "authError" or "insufficientPermissions" when asPerson => NeedsReconnecting(detail),
            _ when status == HttpStatusCode.TooManyRequests => port.Throttled(detail, retryAfter ?? NextMinute),
            _ when (int)status >= 500 || status == HttpStatusCode.RequestTimeout => port.Unavailable(detail, retryAfter),
            _ when status == HttpStatusCode.Unauthorized => asPerson ? NeedsReconnecting(detail) : port.Refused(detail),
            // Key refused, API not switched on, and whatever else no repetition will mend.
            _ => port.Refused(detail),
        };
    }

    public static PermanentException NeedsReconnecting(string detail) => new(Reconnect, "The YouTube channel must be connected again. " + detail);

    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
