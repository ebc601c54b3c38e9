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
