using System.Buffers.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Shortloop.Sandbox.SignIn;

/// <summary>What tells the three apart on their way in.</summary>
/// <param name="KnownScopes">Any other one is refused.</param>
/// <param name="NeededScope">Without it there is nothing to sign in with; null when the provider has no such scope.</param>
internal sealed record SignInProvider(string Name, string Title, IReadOnlyList<string> KnownScopes, string? NeededScope, bool AsksResponseType)
{
    public static readonly SignInProvider Google = new("google", "Google", ["openid", "email", "profile"], "openid", AsksResponseType: true);
    public static readonly SignInProvider GitHub = new("github", "GitHub", ["read:user", "user:email"], null, AsksResponseType: false);
    public static readonly SignInProvider Discord = new("discord", "Discord", ["identify", "email"], "identify", AsksResponseType: true);
}

/// <summary>The query of an authorize page, and its rules.</summary>
internal sealed record SignInRequest(SignInProvider Provider, IReadOnlyDictionary<string, string> Fields)
{
    private static readonly string[] Names =
        ["client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "code_challenge", "code_challenge_method"];

    public string RedirectUri => Fields["redirect_uri"];

    public string Scope => Fields["scope"];

    public string? Challenge => Fields["code_challenge"] is { Length: > 0 } challenge ? challenge : null;

    public string? Nonce => Fields["nonce"] is { Length: > 0 } nonce ? nonce : null;

    public static SignInRequest From(SignInProvider provider, Func<string, string?> read) =>
        new(provider, Names.ToDictionary(name => name, name => read(name) ?? ""));

    /// <summary>What may not be answered by a redirect, because the address to go back to can't be trusted.</summary>
    public string? ProblemBeforeRedirect(string knownClient)
    {
        if (Fields["client_id"] != knownClient)
            return "client_id: no such app.";
        if (!Uri.TryCreate(RedirectUri, UriKind.Absolute, out var uri) || uri.Fragment.Length > 0)
            return "redirect_uri: an absolute address without a fragment is needed.";
        return uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)
            ? null : "redirect_uri: https is needed, or http on this machine.";
    }

    public (string Error, string Description)? Problem()
    {
        if (Provider.AsksResponseType && Fields["response_type"] != "code")
            return ("unsupported_response_type", "response_type must be code.");
        var scopes = Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!scopes.All(Provider.KnownScopes.Contains) || (Provider.NeededScope is { } needed && !scopes.Contains(needed)))
            return ("invalid_scope", $"scope must be of: {string.Join(' ', Provider.KnownScopes)}.");
        if (Challenge is null)
            return null;
        return Fields["code_challenge_method"] == "S256" && Challenge.Length == 43 && Base64Url.IsValid(Challenge)
            ? null : ("invalid_request", "code_challenge must be the base64url SHA-256 of the verifier, with method S256.");
    }

    public IResult Back(string error, string description) => Back(new() { ["error"] = error, ["error_description"] = description });

    public IResult Back(Dictionary<string, string?> values)
    {
        if (Fields["state"] is { Length: > 0 } state)
            values["state"] = state;
        return Results.Redirect(QueryHelpers.AddQueryString(RedirectUri, values));
    }
}
