using System.Net;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.SignIn;

public sealed class GitHubSignInTests : SignInProviderContract
{
    protected override string TokenPath => "/login/oauth/access_token";

    [Fact]
    public async Task Finish_PersonKeepsAddressesBack_HasNoEmail()
    {
        await using var bench = await SignInBench.StartAsync();
        var github = bench.GitHub();
        // As GitHub answers a token without the scope.
        bench.Sandbox.App.Faults.Add(new("github", "status", "/user/emails", 404));

        var profile = await bench.SignInAsync(github, ("account", "mara"));

        Assert.Equal((null, false, "Mara Lind"), (profile.Email, profile.EmailVerified, profile.Name));
    }

    [Theory]
    [InlineData("/user", 403)]
    [InlineData("/user/emails", 403)]
    [InlineData("/user/emails", 429)]
    public async Task Finish_ThrottledUnderEitherStatus_IsTransientWithItsDelay(string path, int status)
    {
        await using var bench = await SignInBench.StartAsync();
        var github = bench.GitHub();
        var code = await bench.ConsentAsync(github);
        bench.Sandbox.App.Faults.Add(new("github", "status", path, status, RetryAfterSeconds: 30));

        var failure = await Assert.ThrowsAsync<TransientException>(() => github.FinishAsync(code, SignInBench.Request, Cancel));

        Assert.Equal(("sign_in_throttled", TimeSpan.FromSeconds(30)), (failure.Code, failure.RetryAfter));
    }

    [Fact]
    public async Task User_WithoutUserAgent_IsForbidden()
    {
        await using var bench = await SignInBench.StartAsync();

        using var reply = await bench.Sandbox.Http.GetAsync(new Uri(bench.Sandbox.App.GitHubApi, "user"), Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    [Fact]
    public async Task Token_JsonNotAskedFor_ErrorIsAFormUnder200()
    {
        await using var bench = await SignInBench.StartAsync();
        using var form = new FormUrlEncodedContent([new("client_id", "sandbox-client-id"), new("client_secret", SignInBench.Secret), new("code", "made-up")]);

        using var reply = await bench.Sandbox.Http.PostAsync(new Uri(bench.Sandbox.App.GitHubWww, "login/oauth/access_token"), form, Cancel);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.StartsWith("error=bad_verification_code&", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    protected override ISignInProvider Provider(SignInBench bench, string secret) => bench.GitHub(secret);
}
