using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Sandbox.SignIn;

internal enum ExchangeProblem
{
    NotAForm,
    WrongClient,

    /// <summary>Unknown, used, expired, or its verifier is wrong.</summary>
    WrongCode,
    WrongRedirect,
}

/// <summary>Codes become access tokens; each provider words the answer in its own way.</summary>
internal sealed class CodeExchange(SandboxContext sandbox, SignInProvider provider, string tokenPrefix, TimeSpan tokenLife)
{
    /// <param name="success">Given the code and the new access token.</param>
    public async Task<IResult> RunAsync(HttpContext http, Func<SignInCode, string, IResult> success, Func<ExchangeProblem, IResult> failure)
    {
        if (!http.Request.HasFormContentType)
            return failure(ExchangeProblem.NotAForm);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["client_id"] != sandbox.Options.SignInClientId || form["client_secret"] != sandbox.Options.SignInClientSecret)
            return failure(ExchangeProblem.WrongClient);
        var now = sandbox.Now;
        var token = tokenPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var (code, problem) = sandbox.State.Update(s => Take(s.SignIn, form, token, now));
        return code is null ? failure(problem) : success(code, token);
    }

    private (SignInCode?, ExchangeProblem) Take(SignInState state, IFormCollection form, string token, DateTimeOffset now)
    {
        var code = state.Codes.FirstOrDefault(c => c.Provider == provider.Name && c.Code == form["code"]);
        if (code is null)
            return (null, ExchangeProblem.WrongCode);
        // Single use: a failed try spends it too.
        state.Codes.Remove(code);
        if (code.ExpiresAt <= now || (code.Challenge is not null && code.Challenge != Challenge(form["code_verifier"].ToString())))
            return (null, ExchangeProblem.WrongCode);
        if (code.RedirectUri != form["redirect_uri"])
            return (null, ExchangeProblem.WrongRedirect);
        state.Tokens.RemoveAll(t => t.ExpiresAt <= now);
        state.Tokens.Add(new(provider.Name, token, code.Person, code.Scope, now + tokenLife));
        return (code, default);
    }

    /// <summary>The token that a call carries, while it lives.</summary>
    public SignInToken? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? sandbox.State.Read(s => s.SignIn.Tokens.FirstOrDefault(t =>
                t.Provider == provider.Name && t.Value == header["Bearer ".Length..] && t.ExpiresAt > sandbox.Clock.GetUtcNow()))
            : null;
    }

    private static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
