namespace Shortloop.Sandbox.Control;

/// <summary>The next <paramref name="Count"/> calls to a service answer with a fault.</summary>
/// <param name="Service"><c>tiktok</c>, <c>youtube</c>, <c>openai</c>, <c>google</c>, <c>github</c>, <c>discord</c>, <c>stripe</c>, <c>smtp</c>, or <c>stripe_webhooks</c> for what Stripe sends.</param>
/// <param name="Kind">One of <see cref="FaultKinds"/>.</param>
/// <param name="Path">
/// Prefix of the path, whole or as the service itself would write it (<c>/v2/post/publish</c>); for <c>stripe_webhooks</c> of the event's type; for
/// <c>smtp</c> the stage: <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c>, <c>END</c> (of the text) or <c>KEPT</c>; every call when null.
/// </param>
/// <param name="Status">HTTP status for <c>status</c>; 500 when null.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After with <c>status</c>.</param>
/// <param name="Count">How many calls it applies to.</param>
/// <param name="DelaySeconds">How late the answer is with <c>slow</c>, in real seconds, or an event with <c>late</c>, in seconds of the sandbox's clock; 30 when null.</param>
public sealed record Fault(
    string Service, string Kind, string? Path = null, int? Status = null, int? RetryAfterSeconds = null, int Count = 1, double? DelaySeconds = null);

public static class FaultKinds
{
    /// <summary>An error status in the service's own error shape; nothing is processed.</summary>
    public const string Status = "status";

    /// <summary>The answer comes late.</summary>
    public const string Slow = "slow";

    /// <summary>Processed, but the JSON that matters is cut in half (for a chat completion: the model's answer, not the envelope).</summary>
    public const string BrokenJson = "broken_json";

    /// <summary>A chat completion whose content is JSON but not of the asked schema.</summary>
    public const string BrokenSchema = "broken_schema";

    /// <summary>A chat completion that refuses.</summary>
    public const string Refusal = "refusal";

    /// <summary>Processed, then the connection is cut before any answer: the caller can't know the outcome.</summary>
    public const string DropAfterCommit = "drop_after_commit";

    /// <summary>The credential of the call has stopped working.</summary>
    public const string ExpiredToken = "expired_token";

    /// <summary>An event is delivered twice, one after the other.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>An event is held back.</summary>
    public const string Late = "late";

    /// <summary>All events that are due together are delivered last one first.</summary>
    public const string Reversed = "reversed";

    /// <summary>Google's ID token was made for another app.</summary>
    public const string IdTokenAudience = "id_token_audience";

    public const string IdTokenExpired = "id_token_expired";

    public const string IdTokenIssuer = "id_token_issuer";

    /// <summary>Signed with a key that isn't Google's, under the id of one that is.</summary>
    public const string IdTokenKey = "id_token_key";

    public const string IdTokenNonce = "id_token_nonce";

    /// <summary><c>alg: none</c>.</summary>
    public const string IdTokenUnsigned = "id_token_unsigned";

    /// <summary>ID tokens that no client may accept.</summary>
    public static readonly IReadOnlyList<string> IdToken = [IdTokenAudience, IdTokenExpired, IdTokenIssuer, IdTokenKey, IdTokenNonce, IdTokenUnsigned];

    public static readonly IReadOnlyList<string> OfCalls =
        [Status, Slow, BrokenJson, BrokenSchema, Refusal, DropAfterCommit, ExpiredToken, .. IdToken];

    /// <summary>What can go wrong with events on their way to us.</summary>
    public static readonly IReadOnlyList<string> OfWebhooks = [Duplicate, Late, Reversed];
}

/// <summary>Faults waiting for a matching call; in memory only.</summary>
public sealed class FaultList
{
    private readonly List<Fault> _faults = [];

    public void Add(Fault fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }

    public IReadOnlyList<Fault> All()
    {
        lock (_faults)
            return [.. _faults];
    }

    public void Clear()
    {
        lock (_faults)
            _faults.Clear();
    }

    /// <summary>Takes one use of the first matching fault.</summary>
    /// <param name="kind">Any when null.</param>
    public Fault? Take(string service, string path, string? kind = null)
    {
        lock (_faults)
        {
            var at = _faults.FindIndex(f => f.Service == service && (kind is null || f.Kind == kind) && Matches(f.Path, path));
            if (at < 0)
                return null;
            var fault = _faults[at];
            if (fault.Count <= 1)
                _faults.RemoveAt(at);
            else
                _faults[at] = fault with { Count = fault.Count - 1 };
            return fault;
        }
    }

    private static bool Matches(string? prefix, string path) =>
        prefix is null
        || path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        || Without(path, 1).StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        || Without(path, 2).StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The service and its host are the first two parts of a path here (<c>/tiktok/open</c>); one for a service with a single host.</summary>
    private static string Without(string path, int parts) => "/" + (path.Split('/', parts + 2) is { } split && split.Length > parts + 1 ? split[^1] : "");
}
