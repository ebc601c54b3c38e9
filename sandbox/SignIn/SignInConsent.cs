using System.Net.Mail;
using System.Security.Cryptography;

namespace Shortloop.Sandbox.SignIn;

/// <summary>The page where a person says who they are, or denies.</summary>
internal sealed class SignInConsent(SandboxContext sandbox, SignInProvider provider)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    public IResult Show(HttpContext http)
    {
        var query = http.Request.Query;
        var request = SignInRequest.From(provider, name => query[name]);
        if (Broken(request) is { } answer)
            return answer;
        return sandbox.Settings.AutoConsent || query["auto"] == "1" ? Decide(request, name => query[name]) : Page(request);
    }

    public async Task<IResult> DecideAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var request = SignInRequest.From(provider, name => form[name]);
        if (Broken(request) is { } answer)
            return answer;
        return form["decision"] == "allow"
            ? Decide(request, name => form[name])
            : request.Back("access_denied", "The user has denied your application access.");
    }

    private IResult? Broken(SignInRequest request)
    {
        if (request.ProblemBeforeRedirect(sandbox.Options.SignInClientId) is { } fatal)
            return Sorry(fatal);
        return request.Problem() is var (error, description) ? request.Back(error, description) : null;
    }

    /// <summary>The typed address goes before the chosen person.</summary>
    private IResult Decide(SignInRequest request, Func<string, string?> read)
    {
        if (read("email") is not { Length: > 0 } typed)
            return Allow(request, Person.All.FirstOrDefault(p => p.Key == read("account")) ?? Person.All[0]);
        return MailAddress.TryCreate(typed.Trim(), out var email)
            ? Allow(request, Person.WithEmail(email.Address, verified: read("unverified") != "1"))
            : Sorry("email: not an e-mail address. Go back and type another.");
    }

    private IResult Allow(SignInRequest request, Person person)
    {
        var now = sandbox.Now;
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        sandbox.State.Update(s =>
        {
            s.SignIn.Codes.RemoveAll(c => c.ExpiresAt <= now);
            s.SignIn.Codes.Add(new(
                provider.Name, code, person, request.RedirectUri, request.Scope, request.Challenge, request.Nonce, now + CodeLifetime));
            return 0;
        });
        return request.Back(new() { ["code"] = code });
    }

    private static IResult Sorry(string problem) =>
        Html.Page("Something went wrong", $"<h1>Something went wrong</h1><p>{Html.Text(problem)}</p>", StatusCodes.Status400BadRequest);

    private IResult Page(SignInRequest request)
    {
        var people = string.Concat(Person.All.Select((person, i) => $"""
            <label><input type="radio" name="account" value="{person.Key}"{(i == 0 ? " checked" : "")}> <b>{Html.Text(person.Name)}</b>
            <small>{Html.Text(person.Email ?? "no e-mail address")}{(person is { Email: not null, EmailVerified: false } ? " · not verified" : "")}</small></label>
            """));
        var hidden = string.Concat(request.Fields.Select(f => $"""<input type="hidden" name="{f.Key}" value="{Html.Text(f.Value)}">"""));
        return Html.Page($"Sign in with {provider.Title}", $"""
            <p><span class="badge">{provider.Title}, played by the sandbox</span></p>
            <h1>Sign in with {provider.Title}</h1>
            <form method="post" class="card">{hidden}
              <h2>Continue as</h2>{people}
              <h2>Or as somebody new</h2>
              <label>E-mail address <input type="email" name="email" autocomplete="off"></label>
              <label><input type="checkbox" name="unverified" value="1"> {provider.Title} has not verified it</label>
              <p class="row"><button class="main" name="decision" value="allow">Continue</button><button name="decision" value="deny">Cancel</button></p>
            </form>
            <p class="quiet">You will be sent back to {Html.Text(new Uri(request.RedirectUri).Authority)}, which asks for: {Html.Text(request.Scope)}.</p>
            """);
    }
}
