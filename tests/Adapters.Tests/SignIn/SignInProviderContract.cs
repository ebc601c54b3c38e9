using System.Net;
using System.Web;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.SignIn;

/// <summary>What every provider owes its caller.</summary>
public abstract class SignInProviderContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ISignInProvider Provider(SignInBench bench, string secret = SignInBench.Secret);

    /// <summary>The path of the code exchange, as faults are ordered for it.</summary>
    protected abstract string TokenPath { get; }

    [Fact]
    public async Task CreateAuthorizeUrl_Always_CarriesStateAndChallengeButNoSecret()
    {
        await using var bench = await SignInBench.StartAsync();
        var url = Provider(bench).CreateAuthorizeUrl(SignInBench.Request);

        var query = HttpUtility.ParseQueryString(url.Query);

        Assert.Equal(("sandbox-client-id", "state-1", "S256"), (query["client_id"], query["state"], query["code_challenge_method"]));
        Assert.Equal(SignInBench.Request.RedirectUri.OriginalString, query["redirect_uri"]);
        Assert.Matches("^[A-Za-z0-9_-]{43}$", query["code_challenge"]);
        Assert.DoesNotContain(SignInBench.Request.CodeVerifier, url.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain(SignInBench.Secret, url.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finish_AfterConsent_TellsThePerson()
    {
        await using var bench = await SignInBench.StartAsync();

        var profile = await bench.SignInAsync(Provider(bench), ("account", "mara"));

        Assert.Equal(("mara@studio.example", true, "Mara Lind"), (profile.Email, profile.EmailVerified, profile.Name));
        Assert.Matches("^[0-9]+$", profile.Subject);
    }

    [Fact]
    public async Task Finish_AgainAndAsSomebodyElse_SubjectIsThePersons()
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench);

        var first = await bench.SignInAsync(provider, ("account", "mara"));
        var again = await bench.SignInAsync(provider, ("account", "mara"));
        var other = await bench.SignInAsync(provider, ("account", "noor"));

        Assert.Equal(first.Subject, again.Subject);
        Assert.NotEqual(first.Subject, other.Subject);
    }

    [Fact]
    public async Task Finish_EmailTheProviderHasNotVerified_IsNotVouchedFor()
    {
        await using var bench = await SignInBench.StartAsync();

        var profile = await bench.SignInAsync(Provider(bench), ("email", "rope.fan@gmail.com"), ("unverified", "1"));

        Assert.Equal(("rope.fan@gmail.com", false), (profile.Email, profile.EmailVerified));
    }

    [Fact]
    public async Task Finish_PersonWithoutEmail_HasASubjectOnly()
    {
        await using var bench = await SignInBench.StartAsync();

        var profile = await bench.SignInAsync(Provider(bench), ("account", "tess"));

        Assert.Equal((null, false), (profile.Email, profile.EmailVerified));
        Assert.NotEmpty(profile.Subject);
    }

    [Fact]
    public async Task Consent_Denied_ComesBackWithTheStateAndNoCode()
    {
        await using var bench = await SignInBench.StartAsync();

        var back = await bench.PressAsync(Provider(bench).CreateAuthorizeUrl(SignInBench.Request), ("account", "mara"), ("decision", "deny"));

        Assert.Equal(("access_denied", "state-1", null), (back["error"], back["state"], back["code"]));
    }

    [Fact]
    public async Task Consent_RedirectToAForeignSchemeOrUnknownApp_IsNotFollowed()
    {
        await using var bench = await SignInBench.StartAsync();
        var good = Provider(bench).CreateAuthorizeUrl(SignInBench.Request).OriginalString;

        using var script = await bench.Sandbox.Http.GetAsync(good.Replace("http%3A%2F%2F127", "ftp%3A%2F%2F127", StringComparison.Ordinal), Cancel);
        using var unknown = await bench.Sandbox.Http.GetAsync(good.Replace("sandbox-client-id", "another", StringComparison.Ordinal), Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (script.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task Finish_CodeUsedTwice_IsRefused()
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench);
        var code = await bench.ConsentAsync(provider);
        await provider.FinishAsync(code, SignInBench.Request, Cancel);

        await RefusedAsync("sign_in_refused", provider, code, SignInBench.Request);
    }

    [Fact]
    public async Task Finish_OtherVerifier_IsRefused()
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench);

        await RefusedAsync("sign_in_refused", provider, await bench.ConsentAsync(provider), SignInBench.Request with { CodeVerifier = new string('w', 64) });
    }

    [Fact]
    public async Task Finish_AfterTenMinutes_IsRefused()
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench);
        var code = await bench.ConsentAsync(provider);
        bench.Sandbox.App.Clock.Advance(TimeSpan.FromMinutes(10));

        await RefusedAsync("sign_in_refused", provider, code, SignInBench.Request);
    }

    [Fact]
    public async Task Finish_OtherRedirect_IsRefused()
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench);
        var code = await bench.ConsentAsync(provider);

        await Assert.ThrowsAsync<PermanentException>(() => provider.FinishAsync(
            code, SignInBench.Request with { RedirectUri = new Uri("http://127.0.0.1:5003/elsewhere") }, Cancel));
    }

    [Fact]
    public async Task Finish_WrongSecret_IsTheOperatorsMatter()
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench, secret: "wrong");

        await RefusedAsync("sign_in_misconfigured", provider, await bench.ConsentAsync(provider), SignInBench.Request);
    }

    [Theory]
    [InlineData("status", 429, "sign_in_throttled")]
    [InlineData("status", 503, "sign_in_unavailable")]
    [InlineData("broken_json", null, "sign_in_unavailable")]
    [InlineData("drop_after_commit", null, "sign_in_unavailable")]
    public async Task Finish_ProviderInTrouble_IsTransient(string kind, int? status, string code)
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench);
        var consent = await bench.ConsentAsync(provider);
        bench.Sandbox.App.Faults.Add(new(provider.Name, kind, TokenPath, status, status is null ? null : 7));

        var failure = await Assert.ThrowsAsync<TransientException>(() => provider.FinishAsync(consent, SignInBench.Request, Cancel));

        Assert.Equal(code, failure.Code);
        Assert.Equal(status is null ? null : TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.Empty(bench.Sandbox.App.Faults.All());
    }

    [Fact]
    public async Task Finish_Refused_NeitherErrorNorLogHasASecret()
    {
        await using var bench = await SignInBench.StartAsync();
        var provider = Provider(bench);
        var code = await bench.ConsentAsync(provider, ("account", "mara"));

        var refused = await RefusedAsync("sign_in_refused", provider, code, SignInBench.Request with { CodeVerifier = new string('w', 64) });

        Assert.NotEmpty(bench.Log.Text);
        Assert.All(
            [code, SignInBench.Secret, new string('w', 64), "mara@"],
            secret => Assert.DoesNotContain(secret, bench.Log.Text + refused, StringComparison.Ordinal));
    }

    protected static async Task<PermanentException> RefusedAsync(string code, ISignInProvider provider, string grant, SignInRequest request)
    {
        var refused = await Assert.ThrowsAsync<PermanentException>(() => provider.FinishAsync(grant, request, Cancel));
        Assert.Equal(code, refused.Code);
        return refused;
    }
}
