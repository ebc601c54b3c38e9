using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Shortloop.Sandbox.SignIn;

/// <summary>GitHub's token endpoint, whose errors come under HTTP 200, and the two reads that a sign-in needs.</summary>
internal sealed class GitHubEndpoints(SandboxContext sandbox)
{
    /// <summary>Real ones end only after a year without use.</summary>
    private readonly CodeExchange _exchange = new(sandbox, SignInProvider.GitHub, "gho_", TimeSpan.FromDays(365));

    public Task<IResult> TokenAsync(HttpContext http) => _exchange.RunAsync(
        http,
        (code, token) => Answer(http, ("access_token", token), ("scope", code.Scope.Replace(' ', ',')), ("token_type", "bearer")),
        problem => problem switch
        {
            ExchangeProblem.WrongClient => Error(http, "incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect."),
            ExchangeProblem.WrongRedirect => Error(http, "redirect_uri_mismatch", "The redirect_uri MUST match the registered callback URL for this application."),
            _ => Error(http, "bad_verification_code", "The code passed is incorrect or expired."),
        });

    public IResult User(HttpContext http)
    {
        if (Allowed(http, out var token) is { } refusal)
            return refusal;
        var person = token!.Person;
        return Results.Json(new
        {
            login = person.Login,
            id = long.Parse(person.Subject("github"), CultureInfo.InvariantCulture),
            name = person.Name,
            email = (string?)null,
            avatar_url = sandbox.Link($"tiktok/www/avatar/{Uri.EscapeDataString(person.Login)}"),
            type = "User",
        });
    }

    public IResult Emails(HttpContext http)
    {
        if (Allowed(http, out var token) is { } refusal)
            return refusal;
        if (!token!.Has("user:email"))
            return Problem(StatusCodes.Status404NotFound, "Not Found");
        var old = new { email = $"{token.Person.Login}@old.example", primary = false, verified = true, visibility = (string?)null };
        return Results.Json(token.Person.Email is { } email
            ? new[] { old, new { email, primary = true, verified = token.Person.EmailVerified, visibility = (string?)"private" } }
            : []);
    }

    public static IResult ForStatus(int status) => Problem(status, status switch
    {
        StatusCodes.Status429TooManyRequests or StatusCodes.Status403Forbidden => "You have exceeded a secondary rate limit.",
        StatusCodes.Status401Unauthorized => "Bad credentials",
        _ => "Server Error",
    });

    private IResult? Allowed(HttpContext http, out SignInToken? token)
    {
        token = _exchange.Bearer(http.Request);
        if (http.Request.Headers.UserAgent.Count == 0)
            return Results.Text("Request forbidden by administrative rules. Please make sure your request has a User-Agent header.", statusCode: 403);
        return token is null ? Problem(StatusCodes.Status401Unauthorized, "Bad credentials") : null;
    }

    private static IResult Problem(int status, string message) => Results.Json(
        new { message, documentation_url = "https://docs.github.com/rest", status = status.ToString(CultureInfo.InvariantCulture) }, statusCode: status);

    private static IResult Error(HttpContext http, string error, string description) => Answer(
        http, ("error", error), ("error_description", description),
        ("error_uri", "https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/"));

    /// <summary>A form, unless JSON is asked for.</summary>
    private static IResult Answer(HttpContext http, params (string Name, string Value)[] fields)
    {
        var values = fields.ToDictionary(f => f.Name, f => (string?)f.Value);
        return http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase)
            ? Results.Json(values)
            : Results.Text(QueryHelpers.AddQueryString("", values)[1..], "application/x-www-form-urlencoded");
    }
}
