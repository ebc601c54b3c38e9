using Shortloop.Sandbox.Control;

namespace Shortloop.Sandbox.SignIn;

/// <summary>Google's token endpoint and its keys.</summary>
internal sealed class GoogleEndpoints(SandboxContext sandbox)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3599);

    private readonly CodeExchange _exchange = new(sandbox, SignInProvider.Google, "ya29.", Life);
    private readonly GoogleTokens _tokens = new(sandbox);

    public Task<IResult> TokenAsync(HttpContext http) => _exchange.RunAsync(
        http,
        (code, token) => Results.Json(new
        {
            access_token = token,
            expires_in = (int)Life.TotalSeconds,
            scope = code.Scope,
            token_type = "Bearer",
            id_token = _tokens.Make(code, FaultMiddleware.Applied(http)?.Kind),
        }),
        problem => problem switch
        {
            ExchangeProblem.WrongClient => Error(StatusCodes.Status401Unauthorized, "invalid_client", "The provided client secret is invalid."),
            ExchangeProblem.WrongCode => Error(StatusCodes.Status400BadRequest, "invalid_grant", "Malformed auth code."),
            ExchangeProblem.WrongRedirect => Error(StatusCodes.Status400BadRequest, "redirect_uri_mismatch", "Bad Request"),
            _ => Error(StatusCodes.Status400BadRequest, "invalid_request", "Bad Request"),
        });

    public IResult Keys(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=19800, must-revalidate, no-transform";
        return Results.Json(new { keys = new[] { _tokens.PublicKey() } });
    }

    public static IResult ForStatus(int status) =>
        Error(status, status == StatusCodes.Status429TooManyRequests ? "rate_limit_exceeded" : "internal_failure", "Try again later.");

    private static IResult Error(int status, string error, string description) =>
        Results.Json(new { error, error_description = description }, statusCode: status);
}
