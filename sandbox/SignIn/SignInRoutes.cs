namespace Shortloop.Sandbox.SignIn;

/// <summary>Sign-in with Google, GitHub and Discord. Each host of theirs is a folder here.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        // As Delegates: a lone HttpContext parameter would make them RequestDelegates, whose result is thrown away.
        MapConsent(routes, "/google/accounts/o/oauth2/v2/auth", new(sandbox, SignInProvider.Google));
        var google = new GoogleEndpoints(sandbox);
        routes.MapPost("/google/oauth2/token", (Delegate)google.TokenAsync);
        routes.MapGet("/google/apis/oauth2/v3/certs", (Delegate)google.Keys);

        MapConsent(routes, "/github/www/login/oauth/authorize", new(sandbox, SignInProvider.GitHub));
        var github = new GitHubEndpoints(sandbox);
        routes.MapPost("/github/www/login/oauth/access_token", (Delegate)github.TokenAsync);
        routes.MapGet("/github/api/user", (Delegate)github.User);
        routes.MapGet("/github/api/user/emails", (Delegate)github.Emails);

        MapConsent(routes, "/discord/oauth2/authorize", new(sandbox, SignInProvider.Discord));
        var discord = new DiscordEndpoints(sandbox);
        routes.MapPost("/discord/api/oauth2/token", (Delegate)discord.TokenAsync);
        routes.MapPost("/discord/api/v10/oauth2/token", (Delegate)discord.TokenAsync);
        routes.MapGet("/discord/api/v10/users/@me", (Delegate)discord.Me);
    }

    private static void MapConsent(IEndpointRouteBuilder routes, string path, SignInConsent consent)
    {
        routes.MapGet(path, (Delegate)consent.Show);
        routes.MapPost(path, (Delegate)consent.DecideAsync);
    }
}
