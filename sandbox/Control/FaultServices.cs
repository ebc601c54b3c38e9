using Shortloop.Sandbox.OpenAi;
using Shortloop.Sandbox.SignIn;
using Shortloop.Sandbox.Stripe;
using Shortloop.Sandbox.TikTok;
using Shortloop.Sandbox.YouTube;

namespace Shortloop.Sandbox.Control;

/// <summary>The services that faults can be ordered for, by the first part of their path.</summary>
internal static class FaultServices
{
    /// <summary>Each with the error body that it would give under a status.</summary>
    private static readonly Dictionary<string, Func<int, IResult>> ByName = new()
    {
        ["tiktok"] = TikTokReply.ForStatus,
        ["openai"] = OpenAiErrors.ForStatus,
        ["youtube"] = YouTubeReply.ForStatus,
        ["google"] = GoogleEndpoints.ForStatus,
        ["github"] = GitHubEndpoints.ForStatus,
        ["discord"] = DiscordEndpoints.ForStatus,
        ["stripe"] = status => StripeRefusal.ForStatus(status).Result(),
        // By SMTP and not by HTTP: its session answers for itself.
        ["smtp"] = Results.StatusCode,
    };

    public static IEnumerable<string> Names => ByName.Keys.Append(StripeWebhooks.Service);

    public static bool Knows(string name) => Names.Contains(name);

    public static IReadOnlyList<string> KindsOf(string name) => name == StripeWebhooks.Service ? FaultKinds.OfWebhooks : FaultKinds.OfCalls;

    public static string? OfPath(string path) => path.Split('/', 3) is ["", var first, _] && ByName.ContainsKey(first) ? first : null;

    public static IResult ForStatus(string service, int status) => ByName[service](status);
}
