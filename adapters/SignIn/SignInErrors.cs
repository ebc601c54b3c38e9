using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Shortloop.Core;

namespace Shortloop.Adapters.SignIn;

/// <summary>What the providers' codes mean for us; OAuth's own (RFC 6749) and GitHub's.</summary>
internal static class SignInErrors
{
    /// <summary>For a provider that throttles without saying for how long.</summary>
    private static readonly TimeSpan UsualDelay = TimeSpan.FromMinutes(1);

    public static WorkException From(string provider, HttpStatusCode status, string? code, TimeSpan? retryAfter)
    {
        var detail = $"({provider}: {code ?? "no code"}, HTTP {((int)status).ToString(CultureInfo.InvariantCulture)})";
        return code switch
        {
            _ when status == HttpStatusCode.TooManyRequests => Throttled(provider, retryAfter),
            _ when (int)status >= 500 || status == HttpStatusCode.RequestTimeout => Unavailable(provider, $"{provider} can't answer right now. {detail}", retryAfter),
            "invalid_client" or "unauthorized_client" or "incorrect_client_credentials" or "redirect_uri_mismatch" or "application_suspended" =>
                new PermanentException("sign_in_misconfigured", $"{provider} does not accept this installation: check its client id, secret and redirect address. {detail}"),
            "unverified_user_email" => new PermanentException("sign_in_refused", $"Verify your e-mail address at {provider}, then sign in again. {detail}"),
            _ => new PermanentException("sign_in_refused", $"{provider} did not accept the sign-in. Start it again. {detail}"),
        };
    }

    public static TransientException Throttled(string provider, TimeSpan? retryAfter) =>
        new("sign_in_throttled", $"{provider} takes no more sign-ins right now. Try again in a moment.", retryAfter ?? UsualDelay);

    public static TransientException Unavailable(string provider, string message, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new("sign_in_unavailable", $"{message} Sign in again in a moment, or sign in without {provider}.", retryAfter, inner);

    public static PermanentException Untrusted(string provider, string reason) =>
        new("sign_in_untrusted", $"{provider}'s answer does not prove who you are: {reason} Start the sign-in again.");

    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
