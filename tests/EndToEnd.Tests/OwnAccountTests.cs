using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>What a person changes of their own account, through the API of a running installation.</summary>
[Collection(WithAccounts.Name)]
public sealed class OwnAccountTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Profile_EditedWithItsETag_RefusesTheOlderOne()
    {
        using var mara = await SignUpAsync();
        var etag = (await mara.GetAsync("me")).Headers.ETag!;

        Person.Expect(HttpStatusCode.OK, await EditAsync(mara, etag, new { name = "Mara L.", language = "es", timeZone = "Europe/Madrid" }));

        Person.Expect(HttpStatusCode.PreconditionFailed, await EditAsync(mara, etag, new { name = "Other" }));
        var me = await mara.ReadAsync("me");
        Assert.Equal(("Mara L.", "es", "Europe/Madrid"), ((string)me["name"]!, (string)me["language"]!, (string)me["timeZone"]!));
    }

    [Fact]
    public async Task Password_Changed_SignsOtherDevicesOut()
    {
        using var mara = await SignUpAsync();
        using var phone = new Person(Shortloop, mara.Email);
        Person.Expect(HttpStatusCode.OK, await phone.PostAsync("auth/login", new { email = mara.Email, password = Person.Password }));

        Person.Expect(HttpStatusCode.BadRequest, await mara.PostAsync("me/password", new { oldPassword = "not this one", newPassword = "another long one" }));
        Person.Expect(HttpStatusCode.NoContent, await mara.PostAsync("me/password", new { oldPassword = Person.Password, newPassword = "another long one" }));

        Person.Expect(HttpStatusCode.OK, await mara.GetAsync("me"));
        Person.Expect(HttpStatusCode.Unauthorized, await phone.GetAsync("me"));
        Person.Expect(HttpStatusCode.OK, await phone.PostAsync("auth/login", new { email = mara.Email, password = "another long one" }));
    }

    [Fact]
    public async Task Email_ConfirmedByTheMailedLink_IsWhatOneSignsInWith()
    {
        using var mara = await SignUpAsync();
        var address = NewEmail();
        Person.Expect(HttpStatusCode.Accepted, await mara.PostAsync("me/email", new { email = address, password = Person.Password }));
        var token = (await Shortloop.Sandbox.MailAsync(address, 1, () => Shortloop.Logs)).Split('#')[1].Split('\n')[0].Trim();
        await Shortloop.Sandbox.MailAsync(mara.Email, 2, () => Shortloop.Logs);

        Person.Expect(HttpStatusCode.NoContent, await mara.PostAsync("me/email/confirm", new { token }));

        Assert.Equal(address, (string)(await mara.ReadAsync("me"))["email"]!);
        using var phone = new Person(Shortloop, address);
        Person.Expect(HttpStatusCode.Unauthorized, await phone.PostAsync("auth/login", new { email = mara.Email, password = Person.Password }));
        Person.Expect(HttpStatusCode.OK, await phone.PostAsync("auth/login", new { email = address, password = Person.Password }));
    }

    [Fact]
    public async Task Switch_InABrowser_GoesOnInTheOtherOrganisation()
    {
        using var mara = await SignUpAsync();
        using var joe = await SignUpAsync();
        var team = (string)(await Person.JsonOf(await mara.PostAsync("orgs", new { name = "Team" })))["id"]!;

        Person.Expect(HttpStatusCode.OK, await mara.PostAsync("auth/switch", new { orgId = team }));

        Assert.Equal((team, "Team"), (await mara.ReadAsync("me") is var me ? (string)me["orgId"]! : "", (string)(await mara.ReadAsync("me"))["orgName"]!));
        Person.Expect(HttpStatusCode.OK, await mara.PostAsync("auth/refresh"));
        Assert.Equal(team, (string)(await mara.ReadAsync("me"))["orgId"]!);
        Person.Expect(HttpStatusCode.NotFound, await joe.PostAsync("auth/switch", new { orgId = team }));
        Person.Expect(HttpStatusCode.OK, await joe.PostAsync("auth/refresh"));
    }

    [Fact]
    public async Task Tokens_OfAProgram_AreRefreshedAndSwitchedWithoutCookies()
    {
        using var mara = await SignUpAsync();
        var team = (string)(await Person.JsonOf(await mara.PostAsync("orgs", new { name = "Team" })))["id"]!;
        using var program = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(Shortloop.Address, "api/v1/") };

        var signed = await PostAsync(program, "auth/login", new { email = mara.Email, password = Person.Password });
        var refreshed = await PostAsync(program, "auth/refresh", new { refreshToken = (string)signed["refreshToken"]! });
        var switched = await PostAsync(program, "auth/switch", new { orgId = team, refreshToken = (string)refreshed["refreshToken"]! });

        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)switched["accessToken"]!);
        Assert.Equal(team, (string)(await program.GetFromJsonAsync<JsonNode>("me"))!["orgId"]!);
        // A page's script never sees one.
        Assert.Null((await Person.JsonOf(await mara.PostAsync("auth/refresh")))["refreshToken"]);
    }

    private static async Task<JsonNode> PostAsync(HttpClient program, string path, object body)
    {
        using var answer = await program.PostAsJsonAsync(path, body);
        Person.Expect(HttpStatusCode.OK, answer);
        Assert.False(answer.Headers.Contains("Set-Cookie") && path != "auth/login");
        return await Person.JsonOf(answer);
    }

    private static Task<HttpResponseMessage> EditAsync(Person person, EntityTagHeaderValue etag, object change) =>
        person.SendAsync(HttpMethod.Patch, "me", change, null, etag);

    private static string NewEmail() => $"person-{Guid.NewGuid():N}@example.com";

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, NewEmail());
}
