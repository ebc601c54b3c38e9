using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>People sign in through Google, GitHub and Discord as the sandbox plays them, with a browser that follows each redirect by hand.</summary>
[Collection(WithAccounts.Name)]
public sealed class ProviderSignInTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Providers_OfAnInstallation_AreListedAndOthersNotFound()
    {
        using var anybody = NewPerson();

        Assert.Equal(["google", "github", "discord"], (await anybody.ReadAsync("auth/providers"))["items"]!.AsArray().Select(p => (string)p!["name"]!));
        var unknown = await anybody.GetAsync("auth/facebook/start");
        Person.Expect(HttpStatusCode.NotFound, unknown);
        Assert.Contains("google, github, discord", (string)(await Person.JsonOf(unknown))["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("google")]
    [InlineData("github")]
    [InlineData("discord")]
    public async Task SignIn_FirstAndSecondTime_IsOneAccount(string provider)
    {
        var email = NewEmail();
        using var first = NewPerson();
        using var second = NewPerson();

        Assert.Equal("/videos?x=1", await first.ThroughAsync(provider, "auth/{0}/start?returnTo=/videos%3Fx%3D1&language=ru", ("email", email)));
        Assert.Equal("/", await second.ThroughAsync(provider, "auth/{0}/start", ("email", email)));

        var me = await first.ReadAsync("me");
        Assert.Equal(((string)me["id"]!, "ru"), ((string)(await second.ReadAsync("me"))["id"]!, (string)me["language"]!));
        // Google vouches for Gmail and for domains that it hosts only.
        Assert.Equal(provider == "google" ? null : email, (string?)me["email"]);
        Assert.Equal([provider], await LoginsAsync(first));
    }

    [Fact]
    public async Task SignIn_AddressOfAPasswordAccount_EndsAtTheSignInPageUntilItIsLinked()
    {
        using var owner = await SignUpAsync();
        using var elsewhere = NewPerson();
        Assert.Equal("/login?error=email_has_account", await elsewhere.ThroughAsync("github", "auth/{0}/start", ("email", owner.Email)));
        Person.Expect(HttpStatusCode.Unauthorized, await elsewhere.GetAsync("me"));

        Assert.Equal("/account", await owner.LinkThroughAsync("github", "/account", ("email", owner.Email)));
        Assert.Equal("/", await elsewhere.ThroughAsync("github", "auth/{0}/start", ("email", owner.Email)));

        Assert.Equal((string)(await owner.ReadAsync("me"))["id"]!, (string)(await elsewhere.ReadAsync("me"))["id"]!);
        Assert.Equal(["password", "github"], await LoginsAsync(owner));
        Assert.Contains("GitHub", await Shortloop.Sandbox.MailAsync(owner.Email, 2, () => Shortloop.Logs), StringComparison.Ordinal);

        var id = (string)(await owner.ReadAsync("me/logins"))["items"]![1]!["id"]!;
        Person.Expect(HttpStatusCode.NoContent, await owner.SendAsync(HttpMethod.Delete, $"me/logins/{id}", null, null));
        Assert.Equal("/login?error=email_has_account", await elsewhere.ThroughAsync("github", "auth/{0}/start", ("email", owner.Email)));
    }

    [Fact]
    public async Task SignIn_Denied_SaysSoOnTheSignInPage()
    {
        using var person = NewPerson();

        Assert.Equal("/login?error=access_denied", await person.ThroughAsync("discord", "auth/{0}/start", ("decision", "deny")));
    }

    [Fact]
    public async Task Link_LoginOfSomebodyElse_SaysSoWhereItWasAskedFor()
    {
        var email = NewEmail();
        using var other = NewPerson();
        await other.ThroughAsync("google", "auth/{0}/start", ("email", email));
        using var owner = await SignUpAsync();

        Assert.Equal("/account?error=login_of_other", await owner.LinkThroughAsync("google", "/account", ("email", email)));
    }

    [Fact]
    public async Task Callback_InAnotherBrowserOrTwice_SignsNobodyIn()
    {
        using var attacker = NewPerson();
        using var victim = NewPerson();
        var callback = await attacker.ConsentAsync(await attacker.StartAsync("auth/github/start"), ("email", NewEmail()));

        Assert.Equal("/login?error=sign_in_expired", await victim.ArriveAsync(callback));
        Person.Expect(HttpStatusCode.Unauthorized, await victim.GetAsync("me"));
        Assert.Equal("/", await attacker.ArriveAsync(callback));
        Assert.Equal("/login?error=sign_in_expired", await attacker.ArriveAsync(callback));
    }

    [Fact]
    public async Task Callback_TwoTabsOnTheirWay_BothArrive()
    {
        using var person = NewPerson();
        var email = NewEmail();
        var one = await person.ConsentAsync(await person.StartAsync("auth/github/start?returnTo=/one"), ("email", email));
        var other = await person.ConsentAsync(await person.StartAsync("auth/github/start?returnTo=/other"), ("email", email));

        Assert.Equal("/one", await person.ArriveAsync(one));
        Assert.Equal("/other", await person.ArriveAsync(other));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("videos")]
    public async Task SignIn_ReturnToAnotherSite_GoesHome(string returnTo)
    {
        using var person = NewPerson();

        Assert.Equal("/", await person.ThroughAsync("github", $"auth/{{0}}/start?returnTo={Uri.EscapeDataString(returnTo)}", ("email", NewEmail())));
    }

    [Fact]
    public async Task SignIn_ProviderIsDown_SaysSoOnTheSignInPage()
    {
        using var person = NewPerson();
        var callback = await person.ConsentAsync(await person.StartAsync("auth/discord/start"), ("email", NewEmail()));
        await Shortloop.Sandbox.FaultAsync(new { service = "discord", kind = "status", path = "/api/v10/oauth2/token", status = 503 });

        Assert.Equal("/login?error=sign_in_unavailable", await person.ArriveAsync(callback));
        await Shortloop.Sandbox.ClearFaultsAsync();
    }

    private static async Task<IEnumerable<string>> LoginsAsync(Person person) =>
        (await person.ReadAsync("me/logins"))["items"]!.AsArray().Select(login => (string)login!["kind"]!);

    private static string NewEmail() => $"person-{Guid.NewGuid():N}@example.com";

    private Person NewPerson() => new(Shortloop, NewEmail());

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, NewEmail());
}

/// <summary>What a browser does on the way to a provider and back.</summary>
internal static class ProviderSteps
{
    /// <returns>Where the person ends up.</returns>
    public static async Task<string> ThroughAsync(this Person person, string provider, string start, params (string Name, string Value)[] answers) =>
        await person.ArriveAsync(await person.ConsentAsync(
            await person.StartAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, start, provider)), answers));

    public static async Task<string> LinkThroughAsync(this Person person, string provider, string returnTo, params (string Name, string Value)[] answers)
    {
        var started = await person.PostAsync($"me/logins/{provider}/start", new { returnTo });
        Person.Expect(HttpStatusCode.OK, started);
        return await person.ArriveAsync(await person.ConsentAsync(new Uri((string)(await Person.JsonOf(started))["authorizeUrl"]!), answers));
    }

    public static async Task<Uri> StartAsync(this Person person, string path) => Location(await person.GetAsync(path));

    /// <summary>Fills in the consent page, and gives where the provider sends the browser.</summary>
    public static async Task<Uri> ConsentAsync(this Person person, Uri page, params (string Name, string Value)[] answers)
    {
        var query = HttpUtility.ParseQueryString(page.Query);
        var fields = query.AllKeys.Select(key => (Name: key!, Value: query[key]!)).Concat(answers);
        if (!answers.Any(answer => answer.Name == "decision"))
            fields = fields.Append(("decision", "allow"));
        return Location(await person.PostContentAsync(
            page.GetLeftPart(UriPartial.Path), new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))));
    }

    public static async Task<string> ArriveAsync(this Person person, Uri callback) => Location(await person.GetAsync(callback.AbsoluteUri)).OriginalString;

    private static Uri Location(HttpResponseMessage answer)
    {
        Person.Expect(HttpStatusCode.Redirect, answer);
        return answer.Headers.Location!;
    }
}
