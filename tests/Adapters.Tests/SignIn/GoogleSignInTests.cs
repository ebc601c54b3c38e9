using System.Text.Json.Nodes;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.SignIn;

public sealed class GoogleSignInTests : SignInProviderContract
{
    protected override string TokenPath => "/token";

    [Theory]
    [InlineData("id_token_nonce", "nonce")]
    [InlineData("id_token_audience", "another app")]
    [InlineData("id_token_issuer", "issuer")]
    [InlineData("id_token_expired", "expired")]
    [InlineData("id_token_key", "signature")]
    [InlineData("id_token_unsigned", "signature")]
    public async Task Finish_IdTokenThatProvesNothing_IsUntrusted(string fault, string reason)
    {
        await using var bench = await SignInBench.StartAsync();
        var google = bench.Google();
        var code = await bench.ConsentAsync(google);
        bench.Sandbox.App.Faults.Add(new("google", fault, TokenPath));

        var refused = await RefusedAsync("sign_in_untrusted", google, code, SignInBench.Request);

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finish_NonceOfAnotherAttempt_IsUntrusted()
    {
        await using var bench = await SignInBench.StartAsync();
        var google = bench.Google();

        await RefusedAsync("sign_in_untrusted", google, await bench.ConsentAsync(google), SignInBench.Request with { Nonce = "nonce-2" });
    }

    [Theory]
    [InlineData("rope.fan@gmail.com", true)]
    [InlineData("rope.fan@home.example", false)]
    [InlineData("rope.fan@notgmail.com", false)]
    public async Task Finish_VerifiedEmail_IsVouchedForOnlyWhereGoogleIsTheAuthority(string email, bool vouched)
    {
        await using var bench = await SignInBench.StartAsync();

        var profile = await bench.SignInAsync(bench.Google(), ("email", email));

        Assert.Equal((email, vouched), (profile.Email, profile.EmailVerified));
    }

    [Fact]
    public async Task Finish_SecondSignIn_AsksForTheKeysOnce()
    {
        await using var bench = await SignInBench.StartAsync();
        var google = bench.Google();

        await bench.SignInAsync(google);
        await bench.SignInAsync(google);

        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/oauth2/v3/certs"));
    }

    [Fact]
    public async Task Finish_AfterTheKeysWereReplaced_FetchesTheNewOnes()
    {
        await using var bench = await SignInBench.StartAsync();
        var google = bench.Google();
        await bench.SignInAsync(google);

        await bench.Sandbox.Http.PostAsync(bench.Sandbox.At("_sandbox/reset"), null, Cancel);
        var profile = await bench.SignInAsync(google, ("account", "mara"));

        Assert.Equal("mara@studio.example", profile.Email);
        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/oauth2/v3/certs"));
    }

    [Fact]
    public async Task Finish_KeysOlderThanGoogleAllows_AreFetchedAgain()
    {
        await using var bench = await SignInBench.StartAsync();
        var google = bench.Google();
        await bench.SignInAsync(google);

        bench.Sandbox.App.Clock.Advance(TimeSpan.FromHours(6));
        await bench.SignInAsync(google);

        Assert.Equal(2, bench.Sandbox.App.Requests.Count("/oauth2/v3/certs"));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("broken_json")]
    public async Task Finish_KeysCannotBeHad_IsTransient(string kind)
    {
        await using var bench = await SignInBench.StartAsync();
        var google = bench.Google();
        var code = await bench.ConsentAsync(google);
        bench.Sandbox.App.Faults.Add(new("google", kind, "/oauth2/v3/certs"));

        var failure = await Assert.ThrowsAsync<TransientException>(() => google.FinishAsync(code, SignInBench.Request, Cancel));

        Assert.Equal("sign_in_unavailable", failure.Code);
    }

    [Fact]
    public async Task Keys_Published_HoldNothingPrivate()
    {
        await using var bench = await SignInBench.StartAsync();
        var text = await bench.Sandbox.Http.GetStringAsync(new Uri(bench.Sandbox.App.GoogleApis, "oauth2/v3/certs"), Cancel);

        var key = JsonNode.Parse(text)!["keys"]![0]!.AsObject().Select(p => p.Key);

        Assert.Equal(["kty", "use", "alg", "kid", "n", "e"], key);
    }

    protected override ISignInProvider Provider(SignInBench bench, string secret) => bench.Google(secret);
}
