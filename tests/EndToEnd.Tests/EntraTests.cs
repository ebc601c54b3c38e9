using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Tests.SignIn;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>An installation whose operator trusts an authority, which is played on loopback.</summary>
public sealed class EntraInstallation : SharedInstallation, IAsyncLifetime
{
    internal StandInIssuer Issuer { get; private set; } = null!;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private protected override async Task<Installation> StartAsync()
    {
        Issuer = await StandInIssuer.StartAsync(TimeProvider.System);
        return await Installation.StartAsync(accounts: true, settings: new Dictionary<string, string>
        {
            ["SHORTLOOP_ENTRA_AUTHORITY"] = Issuer.Authority.AbsoluteUri,
            ["SHORTLOOP_ENTRA_AUDIENCE"] = StandInIssuer.Audience,
        });
    }
}

/// <summary>Programs that call with an access token of Entra ID.</summary>
public sealed class EntraTests(EntraInstallation shared) : EndToEndTest(shared), IClassFixture<EntraInstallation>
{
    private readonly StandInIssuer _issuer = shared.Issuer;

    [Fact]
    public async Task Token_FirstAndLaterCalls_AreOneAccount()
    {
        using var program = Program(_issuer.Token());

        var first = (await program.GetFromJsonAsync<JsonNode>("me"))!;
        using var again = Program(_issuer.Token());
        var second = (await again.GetFromJsonAsync<JsonNode>("me"))!;
        using var other = Program(_issuer.Token(claims => claims["oid"] = "oid-joe"));

        Assert.Equal(((string)first["id"]!, "Mara", "owner", null), ((string)second["id"]!, (string)first["name"]!, (string)first["role"]!, (string?)first["email"]));
        Assert.NotEqual((string)first["id"]!, (string)(await other.GetFromJsonAsync<JsonNode>("me"))!["id"]!);
    }

    [Fact]
    public async Task Token_OfATeamsMember_WorksInTheTeamThatTheRouteNames()
    {
        using var program = Program(_issuer.Token());
        using var made = await program.PostAsJsonAsync("orgs", new { name = "Team" });
        var team = (string)(await Person.JsonOf(made))["id"]!;

        Person.Expect(HttpStatusCode.OK, await program.GetAsync($"orgs/{team}/members"));
        using var stranger = Program(_issuer.Token(claims => claims["oid"] = "oid-stranger"));
        Person.Expect(HttpStatusCode.NotFound, await stranger.GetAsync($"orgs/{team}/members"));
    }

    [Fact]
    public async Task Token_ThatProvesNothing_IsNobodys()
    {
        foreach (var token in (string[])[_issuer.Forged(), _issuer.Unsigned(), _issuer.Token(claims => claims["aud"] = "another-app"), "x.y.z"])
        {
            using var program = Program(token);
            Person.Expect(HttpStatusCode.Unauthorized, await program.GetAsync("me"));
        }
    }

    [Fact]
    public async Task Token_OfAProgram_DoesNotChangeHowItsPersonSignsIn()
    {
        using var program = Program(_issuer.Token());

        var refused = await program.PostAsJsonAsync("me/logins/github/start", new { returnTo = "/" });

        Person.Expect(HttpStatusCode.Forbidden, refused);
        Assert.Equal("session_needed", (string)(await Person.JsonOf(refused))["code"]!);
    }

    private HttpClient Program(string token)
    {
        var http = new HttpClient { BaseAddress = new Uri(Shortloop.Address, "api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
