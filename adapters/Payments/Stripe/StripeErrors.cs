using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Shortloop.Core;

namespace Shortloop.Adapters.Stripe;

/// <summary>What Stripe's errors mean for us. Its messages may quote what was sent, so they are cleaned before they become ours.</summary>
internal static partial class StripeErrors
{
    /// <summary>The limit is per second, and Stripe seldom says when to come again.</summary>
    private static readonly TimeSpan AfterThrottling = TimeSpan.FromSeconds(2);

    public static WorkException From(string operation, StripeReply reply)
    {
        var error = reply.Error;
        var detail = $"Stripe, {operation}: {error?.Code ?? error?.Type ?? "no code"}, HTTP {((int)reply.Status).ToString(CultureInfo.InvariantCulture)}"
            + $"{(error?.Param is { } param ? $", {Clean(param)}" : "")}. {MessageOf(error)} (request {reply.RequestId ?? "none"})";
        return reply.Status switch
        {
            _ when error?.Type == "idempotency_error" => new PermanentException(
                "payments_key_reused", "This idempotency key was used before with another request; a new wish needs a new key. " + detail),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new PermanentException(
                "payments_misconfigured", "Stripe refuses the API key; check it in the settings. " + detail),
            HttpStatusCode.TooManyRequests => new TransientException("payments_throttled", detail, reply.RetryAfter ?? AfterThrottling),
            HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout or HttpStatusCode.FailedDependency => Unavailable(detail, reply.RetryAfter),
            >= HttpStatusCode.InternalServerError => Unavailable(detail, reply.RetryAfter),
            _ => new PermanentException("payments_refused", detail),
        };
    }

    public static TransientException Unavailable(string message, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new("payments_unavailable", message, retryAfter, inner);

    /// <summary>Messages about these fields are about a person.</summary>
    private static bool IsPersonal(string? param) =>
        param is not null && PersonalParam().IsMatch(param);

    private static string? MessageOf(WireError? error) =>
        error is null ? null : IsPersonal(error.Param) ? "The value is not accepted." : Clean(error.Message ?? "");

    private static string Clean(string text) => Digits().Replace(Email().Replace(Key().Replace(text, "(key)"), "(e-mail)"), "(number)");

    [GeneratedRegex("email|name|phone|address|card|shipping|tax_id|description", RegexOptions.IgnoreCase)]
    private static partial Regex PersonalParam();

    [GeneratedRegex(@"\b(sk|rk|pk|whsec)_[^\s'"",]+")]
    private static partial Regex Key();

    [GeneratedRegex(@"[^\s'""<>]+@[^\s'""<>]+")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b\d(?:[ -]?\d){7,}\b")]
    private static partial Regex Digits();
}
