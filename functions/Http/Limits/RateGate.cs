using System.Globalization;
using Microsoft.AspNetCore.Http;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Operations;

namespace Shortloop.Functions.Http.Limits;

/// <summary>
/// Counts a request against the limit of whoever makes it, and says in the answer how they stand: by the widely read <c>RateLimit-Limit</c>,
/// <c>-Remaining</c> and <c>-Reset</c>, and by <c>RateLimit-Policy</c> and <c>RateLimit</c> as draft-ietf-httpapi-ratelimit-headers-10 has them.
/// </summary>
public sealed class RateGate(RequestCounters counters, RequestLimits limits, Entitlements entitlements, ClientAddresses addresses)
{
    /// <param name="caller">Null: nobody we know.</param>
    /// <returns>Why the request is refused; null: go on.</returns>
    public async Task<Problem?> TakeAsync(HttpContext http, Principal? caller, CancellationToken cancellation)
    {
        RateStanding? tightest = null;
        foreach ((RateRule rule, string who) in await RulesAsync(http, caller, cancellation))
        {
            RateStanding standing = await counters.TakeAsync(rule, who, cancellation);
            if (tightest is null || !standing.Allowed || standing.Remaining < tightest.Remaining)
                tightest = standing;
            if (!standing.Allowed)
                break;
        }

        if (tightest is null)
            return null;
        Tell(http.Response.Headers, tightest);
        return tightest.Allowed ? null : Refusal(tightest);
    }

    private async ValueTask<(RateRule Rule, string Who)[]> RulesAsync(HttpContext http, Principal? caller, CancellationToken cancellation) => caller switch
    {
        null => [(limits.AnonymousRule, addresses.NetworkOf(http))],
        { Key: { } key } => limits.KeyRule((await entitlements.OfAsync(caller.OrgId, cancellation)).RequestsPerHour) is { } rule ? [(rule, key.Id)] : [],
        { SessionId: { } session } => [(limits.SessionRule, session), (limits.AddressRule, addresses.NetworkOf(http))],
        // The person at this machine: there is nobody to share it with.
        _ => [],
    };

    private static void Tell(IHeaderDictionary headers, RateStanding standing)
    {
        string limit = Text(standing.Rule.Limit), remaining = Text(standing.Remaining), reset = Text(Seconds(standing.ResetIn));
        headers["RateLimit-Limit"] = limit;
        headers["RateLimit-Remaining"] = remaining;
        headers["RateLimit-Reset"] = reset;
        headers["RateLimit-Policy"] = $"\"{standing.Rule.Name}\";q={limit};w={Text(Seconds(standing.Rule.Window))}";
        headers["RateLimit"] = $"\"{standing.Rule.Name}\";r={remaining};t={reset}";
    }

    private static Problem Refusal(RateStanding standing) => new(
        ProblemKind.TooMany, "rate_limited",
        standing.Rule.Name == "key"
            ? "This API key has used up its requests of this hour. Wait as long as Retry-After says, or move to a higher tier."
            : "Too many requests in a short time. Wait as long as Retry-After says.")
    {
        RetryAfter = standing.ResetIn,
    };

    private static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
