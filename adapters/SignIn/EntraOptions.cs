using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>
/// The directory whose people may call with access tokens, and our app in it. The app must ask for tokens of version 2
/// (<c>requestedAccessTokenVersion</c> in its manifest).
/// </summary>
public sealed record EntraOptions
{
    private static readonly string[] AnyTenant = ["common", "organizations", "consumers"];

    /// <summary>
    /// Of one tenant: <c>https://login.microsoftonline.com/TENANT/v2.0</c>, or for External ID <c>https://NAME.ciamlogin.com/TENANT/v2.0</c>.
    /// </summary>
    public required Uri Authority { get; init; }

    /// <summary>The app's client id.</summary>
    public required string Audience { get; init; }

    /// <summary>The permission that the app exposes. A token without it was made for something else, or for no person.</summary>
    public string Scope { get; init; } = "access_as_user";

    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!OptionRules.IsSafe(Authority))
            problems.Add("The authority must be an https address.");
        if (Authority.Segments.Any(segment => AnyTenant.Contains(segment.TrimEnd('/'))))
            problems.Add("The authority must name one tenant: everybody's would let everybody in.");
        if (Audience.Length == 0)
            problems.Add("The audience is empty: give the app's client id.");
        if (Scope.Length == 0 || Scope.Contains(' ', StringComparison.Ordinal))
            problems.Add("The scope is one word, such as access_as_user.");
        return problems;
    }

    /// <summary>From settings: <c>SHORTLOOP_ENTRA_AUTHORITY</c>, <c>_AUDIENCE</c> and <c>_SCOPE</c>.</summary>
    /// <param name="problem">What is wrong with them; null when nothing is.</param>
    /// <returns>Null: not configured, or unusable.</returns>
    public static EntraOptions? Read(Func<string, string?> setting, out string? problem)
    {
        problem = null;
        if (setting("SHORTLOOP_ENTRA_AUTHORITY") is not { Length: > 0 } text)
            return null;
        var options = Uri.TryCreate(text, UriKind.Absolute, out var authority)
            ? new EntraOptions { Authority = authority, Audience = setting("SHORTLOOP_ENTRA_AUDIENCE") ?? "" }
            : null;
        if (options is not null && setting("SHORTLOOP_ENTRA_SCOPE") is { Length: > 0 } scope)
            options = options with { Scope = scope };
        IReadOnlyList<string> problems = options is null ? ["The authority is not an address."] : options.Problems();
        if (problems.Count > 0)
            problem = $"SHORTLOOP_ENTRA_AUTHORITY, SHORTLOOP_ENTRA_AUDIENCE, SHORTLOOP_ENTRA_SCOPE: {string.Join(' ', problems)}";
        return problem is null ? options : null;
    }
}
