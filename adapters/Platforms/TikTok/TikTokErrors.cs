using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Shortloop.Core;

namespace Shortloop.Adapters.TikTok;

/// <summary>What TikTok's codes mean for us. A code under HTTP 200 is an error like any other.</summary>
internal static class TikTokErrors
{
    /// <summary>Buckets are per minute, and no header says when they are free again.</summary>
    private static readonly TimeSpan NextMinute = TimeSpan.FromMinutes(1);

    /// <summary>Caps over 24 hours: no use in asking every minute.</summary>
    private static readonly TimeSpan DailyCap = TimeSpan.FromHours(1);

    public static WorkException From(HttpStatusCode status, string? code, string? message, string? logId, TimeSpan? retryAfter)
    {
        var detail = $"TikTok: {code ?? "no code"}, HTTP {((int)status).ToString(CultureInfo.InvariantCulture)}. {message} (log id {logId ?? "none"})";
        return code switch
        {
            "access_token_invalid" or "scope_not_authorized" or "scope_permission_missed" or "invalid_grant" or "access_denied" => Reconnect(detail),
            "rate_limit_exceeded" => Throttled(detail, retryAfter ?? NextMinute),
            "spam_risk_too_many_posts" or "spam_risk_too_many_pending_share" or "reached_active_user_cap" => Throttled(detail, retryAfter ?? DailyCap),
            "internal_error" => Unavailable(detail, retryAfter),
            _ when status == HttpStatusCode.TooManyRequests => Throttled(detail, retryAfter ?? NextMinute),
            _ when (int)status >= 500 || status == HttpStatusCode.RequestTimeout => Unavailable(detail, retryAfter),
            _ when status == HttpStatusCode.Unauthorized && code is null => Reconnect(detail),
            _ => new PermanentException("platform_refused", detail),
        };
    }

    public static TransientException Unavailable(string message, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new("platform_unavailable", message, retryAfter, inner);

    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static PermanentException Reconnect(string detail) =>
        new("account_needs_reconnecting", "The TikTok account must be connected again. " + detail);

    private static TransientException Throttled(string detail, TimeSpan after) => new("platform_throttled", detail, after);
}
