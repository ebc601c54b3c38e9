using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <summary>Google's consent page for a YouTube app: who sits here owns one channel in each language of the world.</summary>
internal sealed class ChannelConsent(SandboxContext sandbox)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    private static readonly string[] Names =
        ["client_id", "redirect_uri", "response_type", "scope", "state", "access_type", "prompt", "code_challenge", "code_challenge_method"];

    public IResult Show(HttpContext http)
    {
        var query = http.Request.Query;
        return Broken(query.Read) ?? (sandbox.Settings.AutoConsent || query["auto"] == "1" ? Allow(query.Read) : Page(query.Read));
    }

    public async Task<IResult> DecideAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return Broken(form.Read) ?? (form["decision"] == "allow" ? Allow(form.Read) : Back(form.Read, new() { ["error"] = "access_denied" }));
    }

    private IEnumerable<WorldCreator> Own() =>
        WorldLanguages.All.Select(language => sandbox.World.Creators.Where(c => c.Language == language).MaxBy(c => c.VideosPerDay)).OfType<WorldCreator>();

    private IResult? Broken(Func<string, string?> read)
    {
        if (read("client_id") != sandbox.Options.SignInClientId)
            return Sorry("Error 401: invalid_client");
        if (!Uri.TryCreate(read("redirect_uri"), UriKind.Absolute, out var back) || back.Fragment.Length > 0
            || !(back.Scheme == "https" || (back.Scheme == "http" && back.IsLoopback)))
            return Sorry("Error 400: redirect_uri_mismatch");
        if (read("response_type") != "code")
            return Back(read, new() { ["error"] = "unsupported_response_type" });
        var scopes = (read("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (scopes.Length == 0 || !scopes.All(Scopes.Known.Contains))
            return Back(read, new() { ["error"] = "invalid_scope" });
        return read("code_challenge") is { Length: > 0 } challenge && (read("code_challenge_method") != "S256" || challenge.Length != 43 || !Base64Url.IsValid(challenge))
            ? Back(read, new() { ["error"] = "invalid_request" }) : null;
    }

    private IResult Allow(Func<string, string?> read)
    {
        var own = Own().ToList();
        var channel = own.Find(c => c.Id == read("account")) ?? own[0];
        // With a slash in it, as Google's.
        var code = "4/" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(30));
        var now = sandbox.Now;
        sandbox.State.Update(s =>
        {
            s.YouTube.Codes.RemoveAll(c => c.ExpiresAt <= now);
            s.YouTube.Codes.Add(new(
                code, channel.Id, read("redirect_uri")!, read("scope")!, read("code_challenge") is { Length: > 0 } challenge ? challenge : null,
                read("access_type") == "offline", now + CodeLifetime));
            return 0;
        });
        return Back(read, new() { ["code"] = code, ["scope"] = read("scope") });
    }

    private static IResult Back(Func<string, string?> read, Dictionary<string, string?> values)
    {
        if (read("state") is { Length: > 0 } state)
            values["state"] = state;
        return Results.Redirect(QueryHelpers.AddQueryString(read("redirect_uri")!, values));
    }

    private static IResult Sorry(string problem) => Html.Page("Access blocked", $"<h1>Access blocked</h1><p>{Html.Text(problem)}</p>", StatusCodes.Status400BadRequest);

    private IResult Page(Func<string, string?> read)
    {
        var hidden = string.Concat(Names.Select(n => $"""<input type="hidden" name="{n}" value="{Html.Text(read(n))}">"""));
        var channels = string.Concat(Own().Select((c, i) => $"""
            <label><input type="radio" name="account" value="{c.Id}"{(i == 0 ? " checked" : "")}> <b>{Html.Text(c.Name)}</b> <small>{Html.Text(c.Handle)} · {c.Language}</small></label>
            """));
        var scopes = string.Concat((read("scope") ?? "").Split(' ').Select(s => $"<li>{Html.Text(s)}</li>"));
        return Html.Page("Choose a channel", $"""
            <p><span class="badge">Google, played by the sandbox</span></p>
            <h1>Choose a channel</h1>
            <form method="post" class="card">{hidden}{channels}
              <h2>The app asks for</h2><ul>{scopes}</ul>
              <p class="row"><button class="main" name="decision" value="allow">Allow</button><button name="decision" value="deny">Cancel</button></p>
            </form>
            """);
    }
}

internal static class ReadingExtensions
{
    public static string? Read(this IQueryCollection query, string name) => query[name];

    public static string? Read(this IFormCollection form, string name) => form[name];
}
