using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Who operates a running installation: made by the command, asked at each call.</summary>
[Collection(WithAccounts.Name)]
public sealed class AdminTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task AdminCommand_WhileItRuns_OpensTheRoutesAtTheNextCall()
    {
        using var mara = await SignUpAsync();
        Person.Expect(HttpStatusCode.Forbidden, await mara.GetAsync("admin/users"));
        using var nobody = new Person(Shortloop, "nobody@example.com");
        Person.Expect(HttpStatusCode.Unauthorized, await nobody.GetAsync("admin/users"));

        var made = await AppointAsync(mara);

        Assert.True(made.ExitCode == 0, made.Errors);
        Assert.Contains("is an administrator of this installation", made.Output);
        Person.Expect(HttpStatusCode.OK, await mara.GetAsync("admin/users"));
        Assert.Contains("already", (await AppointAsync(mara)).Output);
    }

    [Fact]
    public async Task AdminCommand_UnknownAddress_SaysWhatToDo()
    {
        var run = await Command.ShortloopAsync("admin", "nobody-here@example.com", "--data", Shortloop.Data);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Sign up first", run.Errors);
    }

    [Fact]
    public async Task User_ClosedByAnAdmin_IsOutAtOnceAndTheOldVersionCantBeUsed()
    {
        using var admin = await SignUpAsync();
        using var joe = await SignUpAsync();
        await AppointAsync(admin);
        var id = (string)(await admin.ReadAsync($"admin/users?search={Uri.EscapeDataString(joe.Email)}"))["items"]!.AsArray().Single()!["id"]!;
        var etag = (await admin.GetAsync($"admin/users/{id}")).Headers.ETag!;

        Person.Expect(HttpStatusCode.OK, await PatchAsync(admin, id, new { active = false }, etag));

        Person.Expect(HttpStatusCode.Unauthorized, await joe.GetAsync("me"));
        Person.Expect(HttpStatusCode.Unauthorized, await joe.PostAsync("auth/refresh"));
        Person.Expect(HttpStatusCode.PreconditionFailed, await PatchAsync(admin, id, new { active = true }, etag));
    }

    [Fact]
    public async Task OperatorsRoutes_AsAnAdmin_AnswerAndAsAnybodyElseDont()
    {
        using var admin = await SignUpAsync();
        using var joe = await SignUpAsync();
        await AppointAsync(admin);

        foreach (var path in (string[])["users", "stats", "logs", "jobs", "dead-letters", "policies", "policies/1", "flags", "flags/registration", "audit"])
        {
            Person.Expect(HttpStatusCode.OK, await admin.GetAsync($"admin/{path}"));
            Person.Expect(HttpStatusCode.Forbidden, await joe.GetAsync($"admin/{path}"));
        }

        Assert.True((long)(await admin.ReadAsync("admin/stats"))["figures"]!["users"]! >= 2);
        // An address; ffmpeg writes a lone @ before its pointers.
        Assert.DoesNotMatch(@"\w@\w", (await admin.ReadAsync("admin/logs")).ToJsonString());
        Assert.Equal("system_role_changed", (string)(await admin.ReadAsync("admin/audit?action=system_role_changed&limit=1"))["items"]![0]!["action"]!);
    }

    [Fact]
    public async Task Registration_TurnedOff_TakesNobodyNewAndLetsTheOthersIn()
    {
        using var admin = await SignUpAsync();
        await AppointAsync(admin);
        using var late = new Person(Shortloop, $"person-{Guid.NewGuid():N}@example.com");
        try
        {
            Person.Expect(HttpStatusCode.OK, await admin.SendAsync(HttpMethod.Put, "admin/flags/registration", new { on = false }, null));

            Person.Expect(HttpStatusCode.Forbidden, await late.PostAsync("auth/register", new { email = late.Email, password = Person.Password }));
            Person.Expect(HttpStatusCode.OK, await admin.PostAsync("auth/login", new { email = admin.Email, password = Person.Password }));
        }
        finally
        {
            Person.Expect(HttpStatusCode.OK, await admin.SendAsync(HttpMethod.Put, "admin/flags/registration", new { on = true }, null));
        }
    }

    [Fact]
    public async Task Policy_AddedTriedAndActivated_IsTheOneThatJudges()
    {
        using var admin = await SignUpAsync();
        await AppointAsync(admin);
        var rule = new { id = "tea", decision = "block", pattern = @"\btea\b", why = "speaks of tea" };
        var bad = await admin.PostAsync("admin/policies", new { comment = "Bad", rules = new[] { rule with { pattern = "(?=a)" } }, cases = new[] { new { text = "Tea", expected = "block" } } });
        Person.Expect(HttpStatusCode.BadRequest, bad);
        var failing = await Person.JsonOf(await admin.PostAsync("admin/policies", new { comment = "No tea", rules = new[] { rule }, cases = new[] { new { text = "Teapot", expected = "block" } } }));
        Person.Expect(HttpStatusCode.Conflict, await admin.PostAsync($"admin/policies/{failing["version"]}/activate"));
        var good = await Person.JsonOf(await admin.PostAsync("admin/policies", new { comment = "No tea", rules = new[] { rule }, cases = new[] { new { text = "Tea", expected = "block" } } }));

        Person.Expect(HttpStatusCode.OK, await admin.PostAsync($"admin/policies/{good["version"]}/activate"));

        Assert.True((bool)(await admin.ReadAsync($"admin/policies/{good["version"]}"))["active"]!);
        Person.Expect(HttpStatusCode.OK, await admin.PostAsync("admin/policies/1/activate"));
    }

    [Fact]
    public async Task Audit_OfAnOrganisation_IsListedExportedAndVerifiedForItsAdmins()
    {
        using var owner = await SignUpAsync();
        using var guest = await SignUpAsync();
        var org = (string)(await Person.JsonOf(await owner.PostAsync("orgs", new { name = "Team" })))["id"]!;
        var buyer = new Buyer(Shortloop, owner, org);
        await buyer.SubscribeAsync("pro");
        await buyer.UntilLedgerAsync("the month's credits are there", ledger => ledger.Count > 0);
        Person.Expect(HttpStatusCode.Accepted, await owner.PostAsync($"orgs/{org}/invitations", new { email = guest.Email, role = "viewer" }));
        Person.Expect(HttpStatusCode.OK, await guest.PostAsync("me/invitations", new { token = await guest.LinkAsync(2) }));

        var listed = (await owner.ReadAsync($"orgs/{org}/audit"))["items"]!.AsArray();
        var lines = (await (await owner.GetAsync($"orgs/{org}/audit/export")).Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var table = (await (await owner.GetAsync($"orgs/{org}/audit/export?format=csv")).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var verdict = await owner.ReadAsync($"orgs/{org}/audit/verify");

        Assert.Equal(
            ["member_joined", "member_invited", "organisation_created"],
            listed.Select(entry => (string)entry!["action"]!).Where(action => action is "member_joined" or "member_invited" or "organisation_created"));
        Assert.Equal((listed.Count, listed.Count + 1), (lines.Length, table.Length));
        Assert.Equal((true, (string)listed[0]!["hash"]!), ((bool)verdict["whole"]!, (string)verdict["head"]!));
        Assert.DoesNotContain("example.com", string.Concat(lines) + string.Concat(table));
        Person.Expect(HttpStatusCode.Forbidden, await guest.GetAsync($"orgs/{org}/audit"));
        Person.Expect(HttpStatusCode.Forbidden, await guest.GetAsync($"orgs/{org}/usage"));
        Assert.Equal(2, (int)(await owner.ReadAsync($"orgs/{org}/usage"))["members"]!["amount"]!);
        var command = await Command.ShortloopAsync("verify-audit", "--data", Shortloop.Data);
        Assert.Equal(0, command.ExitCode);
        Assert.Contains($"{org}  {listed.Count} entries, ends with {verdict["head"]}", command.Output);
    }

    private Task<Command> AppointAsync(Person person) => Command.ShortloopAsync("admin", person.Email, "--data", Shortloop.Data);

    private async Task<HttpResponseMessage> PatchAsync(Person admin, string userId, object body, EntityTagHeaderValue etag)
    {
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = admin.Cookies }) { BaseAddress = new Uri(Shortloop.Address, "api/v1/") };
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"admin/users/{userId}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Origin", Shortloop.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.IfMatch.Add(etag);
        return await http.SendAsync(request);
    }

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, $"person-{Guid.NewGuid():N}@example.com");
}
