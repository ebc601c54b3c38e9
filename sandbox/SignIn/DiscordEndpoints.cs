namespace Shortloop.Sandbox.SignIn;

/// <summary>Discord's token endpoint and the user it belongs to.</summary>
internal sealed class DiscordEndpoints(SandboxContext sandbox)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private readonly CodeExchange _exchange = new(sandbox, SignInProvider.Discord, "", Life);

    public Task<IResult> TokenAsync(HttpContext http) => _exchange.RunAsync(
        http,
        (code, token) => Results.Json(new { access_token = token, token_type = "Bearer", expires_in = (int)Life.TotalSeconds, scope = code.Scope }),
        problem => problem switch
        {
            ExchangeProblem.WrongClient => Error(StatusCodes.Status401Unauthorized, "invalid_client", null),
            ExchangeProblem.WrongCode => Error(StatusCodes.Status400BadRequest, "invalid_grant", "Invalid \"code\" in request."),
            ExchangeProblem.WrongRedirect => Error(StatusCodes.Status400BadRequest, "invalid_grant", "Invalid \"redirect_uri\" in request."),
            _ => Error(StatusCodes.Status400BadRequest, "invalid_request", "Only forms are accepted."),
        });

    public IResult Me(HttpContext http)
    {
        if (http.Request.Headers.UserAgent.Count == 0)
            return Results.Text("error code: 1010", statusCode: StatusCodes.Status403Forbidden);
        if (_exchange.Bearer(http.Request) is not { } token)
            return ForStatus(StatusCodes.Status401Unauthorized);
        var (person, email) = (token.Person, token.Has("email"));
        var me = new Dictionary<string, object?>
        {
            ["id"] = person.Subject("discord"),
            ["username"] = person.Login,
            ["discriminator"] = "0",
            ["global_name"] = person.Name,
            ["avatar"] = null,
            ["locale"] = "en-US",
            ["mfa_enabled"] = false,
        };
        if (email)
            (me["email"], me["verified"]) = (person.Email, person.EmailVerified);
        return Results.Json(me);
    }

    public static IResult ForStatus(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => Results.Json(
            new { message = "You are being rate limited.", retry_after = 0.65, global = false }, statusCode: status),
        StatusCodes.Status401Unauthorized => Results.Json(new { message = "401: Unauthorized", code = 0 }, statusCode: status),
        _ => Results.Json(new { message = $"{status}: Error", code = 0 }, statusCode: status),
    };

    private static IResult Error(int status, string error, string? description) =>
        Results.Json(description is null ? new { error } : (object)new { error, error_description = description }, statusCode: status);
}
