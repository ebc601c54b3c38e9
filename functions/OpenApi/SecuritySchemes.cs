using System.Text.Json.Nodes;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.OpenApi;

/// <summary>How callers say who they are.</summary>
internal static class SecuritySchemes
{
    public static JsonObject All() => new()
    {
        ["accessToken"] = Bearer("JWT", "The `accessToken` of a sign-in; good for 15 minutes."),
        ["apiKey"] = Bearer("sk_shortloop_…", "A key of the organisation; see docs/api.md for its scopes."),
        ["session"] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "cookie",
            ["name"] = SessionCookies.Access,
            ["description"] = "What a browser has after a sign-in. A change also needs the header Origin of our own page.",
        },
    };

    /// <summary>Any one of them. For an API key its scope is named.</summary>
    public static JsonArray Of(AccessAttribute access)
    {
        if (!access.NeedsCaller) return [];
        var choices = new JsonArray(One("session"), One("accessToken"));
        if (!access.PeopleOnly) choices.Add(One("apiKey", access.Scope.ToString().ToLowerInvariant()));
        return choices;
    }

    private static JsonObject One(string scheme, params string[] scopes) => new() { [scheme] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) };

    private static JsonObject Bearer(string format, string description) => new()
    {
        ["type"] = "http",
        ["scheme"] = "bearer",
        ["bearerFormat"] = format,
        ["description"] = description,
    };
}
