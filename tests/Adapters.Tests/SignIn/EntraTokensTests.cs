using Shortloop.Adapters.SignIn;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.SignIn;

/// <summary>Against an issuer on loopback that publishes its discovery document and its keys as Entra does.</summary>
public sealed class EntraTokensTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly Lines _log = new();
    private readonly HttpClient _http = new();
    private StandInIssuer _issuer = null!;
    private EntraTokens _tokens = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _issuer = await StandInIssuer.StartAsync(_clock);
        _tokens = Tokens();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Read_TokenOfAPerson_SaysWho() => Assert.Equal(
        new ExternalPerson("entra", _issuer.Issuer, "oid-mara", "Mara"), await ReadAsync(_issuer.Token()));

    [Fact]
    public async Task Read_WithoutAnObjectId_TakesTheSubject() =>
        Assert.Equal("sub-mara", (await ReadAsync(_issuer.Token(claims => claims.Remove("oid"))))?.Subject);

    [Theory]
    [InlineData("iss", "https://login.example/other/v2.0", "issuer")]
    [InlineData("tid", "another-tenant", "tenant")]
    [InlineData("tid", null, "tenant")]
    [InlineData("scp", "other", "permission")]
    [InlineData("scp", "access_as_user_not", "permission")]
    [InlineData("scp", null, "permission")]
    public async Task Read_ClaimOfAnothers_IsNobodyAndTheLogSaysWhy(string claim, string? value, string reason)
    {
        Assert.Null(await ReadAsync(_issuer.Token(claims => Set(claims, claim, value))));
        Assert.Contains(reason, _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azp")]
    [InlineData("appid")]
    public async Task ReadApp_TokenThatAnAppGotForItself_SaysWhich(string claim)
    {
        string token = _issuer.Token(claims => AsApp(claims, claim));
        Assert.Equal("4962773b", await _tokens.ReadAppAsync(token, Cancel));
        Assert.Null(await ReadAsync(token));
    }

    [Fact]
    public async Task ReadApp_PersonsOrAnothersOrForgedToken_IsNone()
    {
        Assert.Null(await _tokens.ReadAppAsync(_issuer.Token(claims => claims["azp"] = "4962773b"), Cancel));
        Assert.Null(await _tokens.ReadAppAsync(_issuer.Token(claims => claims.Remove("scp")), Cancel));
        foreach ((string claim, object value) in ((string, object)[])[("iss", "https://login.example/other/v2.0"), ("tid", "another-tenant"), ("aud", "another-app"), ("exp", 1)])
            Assert.Null(await _tokens.ReadAppAsync(_issuer.Token(claims => AsApp(claims, "azp")[claim] = value), Cancel));
        Assert.Null(await _tokens.ReadAppAsync(_issuer.Forged(), Cancel));
        Assert.Null(await _tokens.ReadAppAsync(_issuer.Unsigned(), Cancel));
    }

    private static Dictionary<string, object> AsApp(Dictionary<string, object> claims, string claim)
    {
        claims.Remove("scp");
        claims[claim] = "4962773b";
        return claims;
    }

    [Fact]
    public async Task Read_TokenForAnotherApp_AsksTheAuthorityForNothing()
    {
        Assert.Null(await ReadAsync(_issuer.Token(claims => claims["aud"] = "another-app")));
        foreach (string nonsense in (string[])["", "not a token", "x.y.z", "eyJh.eyJh.eyJh", "a.b.c.d.e", "..", $"{_issuer.Token().Split('.')[0]}.e30."])
            Assert.Null(await ReadAsync(nonsense));

        Assert.Equal(0, _issuer.DiscoveryReads + _issuer.KeyReads);
    }

    [Fact]
    public async Task Read_OldOrNotYetGoodOrEndless_IsNobody()
    {
        Assert.Null(await ReadAsync(_issuer.Token(claims => claims["exp"] = Seconds(-2))));
        Assert.Null(await ReadAsync(_issuer.Token(claims => claims["nbf"] = Seconds(2))));
        Assert.Null(await ReadAsync(_issuer.Token(claims => claims.Remove("exp"))));
        Assert.NotNull(await ReadAsync(_issuer.Token(claims => claims["exp"] = Seconds(-0.5))));
    }

    [Fact]
    public async Task Read_SignatureThatIsNotTheAuthoritys_IsNobody()
    {
        string token = _issuer.Token();

        Assert.Null(await ReadAsync(_issuer.Forged()));
        Assert.Null(await ReadAsync(_issuer.Unsigned()));
        Assert.Null(await ReadAsync(_issuer.SignedWithThePublicKeyAsASecret()));
        Assert.Null(await ReadAsync(token[..^8] + (token[^8] == 'A' ? 'B' : 'A') + token[^7..]));
    }

    [Fact]
    public async Task Read_ManyTokens_AskForTheKeysOnce()
    {
        for (int i = 0; i < 5; i++)
            Assert.NotNull(await ReadAsync(_issuer.Token()));

        Assert.Equal((1, 1), (_issuer.DiscoveryReads, _issuer.KeyReads));
    }

    [Fact]
    public async Task Read_AfterTheKeyWasReplaced_FetchesTheNewOne()
    {
        Assert.NotNull(await ReadAsync(_issuer.Token()));
        _issuer.ReplaceKey();
        _clock.Advance(TimeSpan.FromMinutes(6));

        Assert.NotNull(await ReadAsync(_issuer.Token()));

        Assert.Equal(2, _issuer.KeyReads);
    }

    [Fact]
    public async Task Read_MadeUpKeyIds_DoNotMakeUsAskAgainAndAgain()
    {
        Assert.NotNull(await ReadAsync(_issuer.Token()));

        for (int i = 0; i < 5; i++)
            Assert.Null(await ReadAsync(_issuer.Forged($"made-up-{i}")));

        Assert.Equal(1, _issuer.KeyReads);
    }

    [Fact]
    public async Task Read_AuthorityThatIsAway_IsTransientAndWorksLater()
    {
        _issuer.Down = true;
        var failure = await Assert.ThrowsAsync<TransientException>(() => ReadAsync(_issuer.Token()));
        Assert.Equal("sign_in_unavailable", failure.Code);

        _issuer.Down = false;
        Assert.NotNull(await ReadAsync(_issuer.Token()));
    }

    [Fact]
    public async Task Read_AuthorityOfAnyTenant_IsMisconfigured()
    {
        _issuer.Issuer = "https://login.example/{tenantid}/v2.0";

        Assert.Equal("sign_in_misconfigured", (await Assert.ThrowsAsync<PermanentException>(() => ReadAsync(_issuer.Token()))).Code);
    }

    [Fact]
    public async Task Log_WhateverIsRefused_HoldsNothingOfThePerson()
    {
        await ReadAsync(_issuer.Token(claims => claims.Remove("scp")));
        await ReadAsync(_issuer.Forged());

        foreach (string secret in (string[])["mara", "Mara", "oid-", "eyJ"])
            Assert.DoesNotContain(secret, _log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "app", null, "one tenant")]
    [InlineData("http://login.example/tenant/v2.0", "app", null, "https")]
    [InlineData("not an address", "app", null, "not an address")]
    [InlineData("https://login.microsoftonline.com/tenant/v2.0", "", null, "audience")]
    [InlineData("https://login.microsoftonline.com/tenant/v2.0", "app", "two words", "one word")]
    public void Options_Unusable_SayWhatToDo(string authority, string audience, string? scope, string problem)
    {
        Assert.Null(EntraOptions.Read(Settings(authority, audience, scope), out string? said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_NotConfigured_AreNone()
    {
        Assert.Null(EntraOptions.Read(_ => null, out string? problem));
        Assert.Null(problem);
        Assert.Equal("access_as_user", EntraOptions.Read(Settings("https://login.microsoftonline.com/tenant/v2.0", "app", null), out _)!.Scope);
    }

    private static Func<string, string?> Settings(string authority, string audience, string? scope) => name => name switch
    {
        "SHORTLOOP_ENTRA_AUTHORITY" => authority,
        "SHORTLOOP_ENTRA_AUDIENCE" => audience,
        _ => scope,
    };

    private EntraTokens Tokens() => new(
        _http, new EntraOptions { Authority = _issuer.Authority, Audience = StandInIssuer.Audience }, _clock, _log.For<EntraTokens>());

    private Task<ExternalPerson?> ReadAsync(string token) => _tokens.ReadAsync(token, Cancel).AsTask();

    private long Seconds(double minutes) => _clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds();

    private static void Set(Dictionary<string, object> claims, string claim, string? value)
    {
        if (value is null)
            claims.Remove(claim);
        else
            claims[claim] = value;
    }
}
