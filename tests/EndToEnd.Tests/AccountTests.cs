using System.Net;
using System.Net.Http.Headers;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

public sealed class AccountsInstallation : SharedInstallation
{
    private protected override Task<Installation> StartAsync() => Installation.StartAsync(accounts: true);
}

[CollectionDefinition(Name)]
public sealed class WithAccounts : ICollectionFixture<AccountsInstallation>
{
    public const string Name = "with accounts";
}

/// <summary>People sign up, in and out of a running installation; their mail comes through the sandbox's mail server.</summary>
[Collection(WithAccounts.Name)]
public sealed class AccountTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task SignUp_ThroughTheMailedLink_IsSignedInWithAnOrganisation()
    {
        using var mara = await SignUpAsync();

        var me = await mara.ReadAsync("me");

        Assert.Equal((mara.Email, "Mara", "owner", false), ((string)me["email"]!, (string)me["name"]!, (string)me["role"]!, (bool)me["local"]!));
        Assert.Equal([(string)me["orgId"]!], (await mara.ReadAsync("orgs"))["items"]!.AsArray().Select(org => (string)org!["id"]!));
    }

    [Fact]
    public async Task Routes_WithoutASignIn_AreClosed()
    {
        using var nobody = new Person(Shortloop, "nobody@example.com");

        foreach (var path in (string[])["me", "videos", "posts", "accounts", "jobs/job_1", "events", "orgs"])
            Person.Expect(HttpStatusCode.Unauthorized, await nobody.GetAsync(path));
    }

    [Fact]
    public async Task SignOut_ThenTheOldCookies_OpenNothing()
    {
        using var mara = await SignUpAsync();
        var old = mara.Cookies.GetCookieHeader(new Uri(Shortloop.Address, "api/v1/auth/refresh"));

        Person.Expect(HttpStatusCode.NoContent, await mara.PostAsync("auth/logout"));

        Person.Expect(HttpStatusCode.Unauthorized, await mara.GetAsync("me"));
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false });
        thief.DefaultRequestHeaders.Add("Cookie", old);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync(new Uri(Shortloop.Address, "api/v1/me"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.PostAsync(new Uri(Shortloop.Address, "api/v1/auth/refresh"), null)).StatusCode);
    }

    [Fact]
    public async Task Cookie_ChangeFromAnotherSite_IsRefused()
    {
        using var mara = await SignUpAsync();
        using var page = new HttpClient(new HttpClientHandler { UseCookies = false });
        page.DefaultRequestHeaders.Add("Cookie", mara.Cookies.GetCookieHeader(Shortloop.Address.With("api/v1/auth/x")));

        // Without Origin, as an old browser's form would send it.
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.PostAsync(Shortloop.Address.With("api/v1/auth/logout"), null)).StatusCode);
        page.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await page.PostAsync(Shortloop.Address.With("api/v1/auth/refresh"), null)).StatusCode);
        Person.Expect(HttpStatusCode.OK, await mara.GetAsync("me"));
    }

    [Fact]
    public async Task Bearer_TamperedWith_IsRefused()
    {
        using var mara = await SignUpAsync();
        var token = (string)(await Person.JsonOf(await mara.PostAsync("auth/login", new { email = mara.Email, password = Person.Password })))["accessToken"]!;
        using var program = new HttpClient { BaseAddress = Shortloop.Address };

        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("api/v1/me")).StatusCode);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token[..^2] + (token[^2] == 'A' ? "BA" : "AA"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("api/v1/me")).StatusCode);
    }

    /// <summary>A front end may put its own into every request.</summary>
    [Fact]
    public async Task Cookie_BesideAHeaderThatIsNobodys_SignsIn()
    {
        using var mara = await SignUpAsync();
        using var page = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = Shortloop.Address };
        page.DefaultRequestHeaders.Add("Cookie", mara.Cookies.GetCookieHeader(Shortloop.Address.With("api/v1/auth/x")));
        page.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "of-a-front-end");

        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync("api/v1/me")).StatusCode);
        // The cookie's own rule holds beside it.
        Assert.Equal(HttpStatusCode.Unauthorized, (await page.PatchAsync("api/v1/me", new StringContent("{}"))).StatusCode);
    }

    /// <summary>The smoke test of a release goes by these words.</summary>
    [Fact]
    public async Task Bearer_ApiKeyThatIsNone_IsRefusedAsAKey()
    {
        using var program = new HttpClient { BaseAddress = Shortloop.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_shortloop_none");

        HttpResponseMessage answer = await program.GetAsync("api/v1/me");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("API key", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_OneRevokedFromTheOtherDevice_IsOut()
    {
        using var phone = await SignUpAsync();
        using var laptop = new Person(Shortloop, phone.Email);
        Person.Expect(HttpStatusCode.OK, await laptop.PostAsync("auth/login", new { email = phone.Email, password = Person.Password }));
        var other = (await laptop.ReadAsync("me/sessions"))["items"]!.AsArray().Single(session => !(bool)session!["current"]!)!;

        Person.Expect(HttpStatusCode.NoContent, await laptop.SendAsync(HttpMethod.Delete, $"me/sessions/{other["id"]}", null, null));

        Person.Expect(HttpStatusCode.Unauthorized, await phone.GetAsync("me"));
        Person.Expect(HttpStatusCode.Unauthorized, await phone.PostAsync("auth/refresh"));
        Person.Expect(HttpStatusCode.OK, await laptop.PostAsync("auth/refresh"));
    }

    [Fact]
    public async Task Invitation_AcceptedByMail_OpensTheOrganisationWithItsRoleOnly()
    {
        using var owner = await SignUpAsync();
        using var guest = await SignUpAsync();
        var org = (string)(await Person.JsonOf(await owner.PostAsync("orgs", new { name = "Team" })))["id"]!;
        Person.Expect(HttpStatusCode.NotFound, await guest.GetAsync($"orgs/{org}/members"));

        // The free tier is for one.
        Person.Expect(HttpStatusCode.Conflict, await owner.PostAsync($"orgs/{org}/invitations", new { email = guest.Email, role = "viewer" }));
        await new Buyer(Shortloop, owner, org).SubscribeAsync("pro");
        Person.Expect(HttpStatusCode.Accepted, await owner.PostAsync($"orgs/{org}/invitations", new { email = guest.Email, role = "viewer" }));
        Person.Expect(HttpStatusCode.OK, await guest.PostAsync("me/invitations", new { token = await guest.LinkAsync(2) }));

        Assert.Equal(2, (await guest.ReadAsync($"orgs/{org}/members"))["items"]!.AsArray().Count);
        Person.Expect(HttpStatusCode.Forbidden, await guest.PostAsync($"orgs/{org}/invitations", new { email = "x@example.com", role = "viewer" }));
        Person.Expect(HttpStatusCode.Forbidden, await guest.GetAsync($"orgs/{org}/invitations"));
    }

    [Fact]
    public async Task Video_OfAnotherOrganisation_IsNotThere()
    {
        using var mara = await SignUpAsync();
        using var joe = await SignUpAsync();
        var video = (string)(await Person.JsonOf(await mara.PostAsync("videos", new { fileName = "mine.mp4", sizeBytes = 1000 })))["video"]!["id"]!;
        Person.Expect(HttpStatusCode.OK, await mara.GetAsync($"videos/{video}"));

        Person.Expect(HttpStatusCode.NotFound, await joe.GetAsync($"videos/{video}"));
        Assert.Empty((await joe.ReadAsync("videos"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Post_WithAnIdempotencyKey_IsDoneOnceAlsoByManyAtOnce()
    {
        using var mara = await SignUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => mara.PostAsync("orgs", new { name = "Once" }, "key-1")));

        var ids = new HashSet<string>();
        foreach (var answer in answers)
        {
            Person.Expect(HttpStatusCode.Created, answer);
            ids.Add((string)(await Person.JsonOf(answer))["id"]!);
        }

        Assert.Equal($"/api/v1/orgs/{Assert.Single(ids)}", answers[^1].Headers.Location?.ToString());
        Assert.Equal(2, (await mara.ReadAsync("orgs"))["items"]!.AsArray().Count);
        Person.Expect(HttpStatusCode.UnprocessableEntity, await mara.PostAsync("orgs", new { name = "Other" }, "key-1"));
        Person.Expect(HttpStatusCode.Created, await mara.PostAsync("orgs", new { name = "Other" }, "key-2"));
    }

    [Fact]
    public async Task SignIn_TooManyWrongPasswords_IsToldToWait()
    {
        using var mara = await SignUpAsync();
        using var guesser = new Person(Shortloop, mara.Email);
        HttpResponseMessage answer = null!;
        for (var i = 0; i < 6; i++)
            answer = await guesser.PostAsync("auth/login", new { email = mara.Email, password = $"guess number {i}" });

        Person.Expect(HttpStatusCode.TooManyRequests, answer);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        // The owner's own browser is known from its sign-in and waits for nobody.
        Person.Expect(HttpStatusCode.OK, await mara.PostAsync("auth/login", new { email = mara.Email, password = Person.Password }));
    }

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, $"person-{Guid.NewGuid():N}@example.com");
}

internal static class UriExtensions
{
    public static Uri With(this Uri address, string path) => new(address, path);
}
