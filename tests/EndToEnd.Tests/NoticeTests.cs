using System.Net;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>People are told of what happens, in the app and by mail, and can say that it is enough.</summary>
[Collection(WithAccounts.Name)]
public sealed class NoticeTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    private const string Purpose = "notice_account_connected";

    [Fact]
    public async Task Connect_AnAccount_IsToldInTheAppAndOnceByMail()
    {
        using var mara = await SignUpAsync();

        await mara.ConnectAsync();
        var mail = await NoticeMailAsync(mara);

        Assert.Equal("Shortloop: An account of TikTok was connected", (string)mail["subject"]!);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", (string)mail["raw"]!, StringComparison.Ordinal);
        var list = await mara.ReadAsync("me/notices");
        var notice = Assert.Single(list["items"]!.AsArray())!;
        Assert.Equal(("account_connected", "accounts", 1), ((string)notice["kind"]!, (string)notice["path"]!, (int)list["unread"]!));

        Person.Expect(HttpStatusCode.NoContent, await mara.PostAsync($"me/notices/{notice["id"]}/read"));
        Assert.Equal(0, (int)(await mara.ReadAsync("me/notices"))["unread"]!);
        Assert.Empty((await mara.ReadAsync("me/notices?unread=true"))["items"]!.AsArray());
        using var joe = await SignUpAsync();
        Person.Expect(HttpStatusCode.NotFound, await joe.PostAsync($"me/notices/{notice["id"]}/read"));
        Assert.Empty((await joe.ReadAsync("me/notices"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Unsubscribe_ByOneClickOfAMailProgram_EndsMailsOfThisKindOnly()
    {
        using var mara = await SignUpAsync();
        await mara.ConnectAsync();
        var mail = await NoticeMailAsync(mara);
        Assert.Contains("Unsubscribe", await Shortloop.Sandbox.MailPageAsync((string)mail["id"]!), StringComparison.Ordinal);

        await Shortloop.Sandbox.UnsubscribeAsync((string)mail["id"]!);

        var kinds = (await mara.ReadAsync("me/notifications"))["kinds"]!.AsArray();
        Assert.Equal((true, false), Choice(kinds, "account_connected"));
        Assert.Equal((true, true), Choice(kinds, "post_failed"));
    }

    [Fact]
    public async Task Unsubscribe_ByTheLinkInTheMail_NeedsNoSignInAndNoOtherTokenWorks()
    {
        using var mara = await SignUpAsync();
        using var nobody = new Person(Shortloop, "nobody@example.com");
        await mara.ConnectAsync();
        var token = ((string)(await NoticeMailAsync(mara))["text"]!).Split("unsubscribe#")[1].Trim();

        Person.Expect(HttpStatusCode.BadRequest, await nobody.PostAsync($"notifications/unsubscribe?token={token[..^4]}AAAA"));
        Person.Expect(HttpStatusCode.BadRequest, await nobody.PostAsync("notifications/unsubscribe"));
        Person.Expect(HttpStatusCode.OK, await nobody.PostAsync($"notifications/unsubscribe?token={token}"));

        Assert.Equal((true, false), Choice((await mara.ReadAsync("me/notifications"))["kinds"]!.AsArray(), "account_connected"));
    }

    [Fact]
    public async Task Preferences_NoMailOfAKind_IsKeptAndAnOldVersionIsRefused()
    {
        using var mara = await SignUpAsync();
        var before = (await mara.GetAsync("me/notifications")).Headers.ETag!;
        object body = new { kinds = new[] { new { kind = "account_connected", inApp = true, email = false } } };

        Person.Expect(HttpStatusCode.OK, await mara.SendAsync(HttpMethod.Put, "me/notifications", body, null, before));
        Person.Expect(HttpStatusCode.PreconditionFailed, await mara.SendAsync(HttpMethod.Put, "me/notifications", body, null, before));

        await mara.ConnectAsync();
        Assert.Equal(1, (int)(await mara.ReadAsync("me/notices"))["unread"]!);
        Assert.False((bool)(await mara.ReadAsync("me/notifications"))["kinds"]!.AsArray().Single(k => (string)k!["kind"]! == "account_connected")!["email"]!);
        Person.Expect(HttpStatusCode.NoContent, await mara.PostAsync("me/notices/read"));
        Assert.Equal(0, (int)(await mara.ReadAsync("me/notices"))["unread"]!);
    }

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, $"person-{Guid.NewGuid():N}@example.com");

    private async Task<JsonNode> NoticeMailAsync(Person person)
    {
        var mails = await Shortloop.Sandbox.MailsAsync(person.Email, mails => mails.Any(IsNotice), () => Shortloop.Logs);
        return Assert.Single(mails, IsNotice);
    }

    private static bool IsNotice(JsonNode mail) => (string?)mail["purpose"] == Purpose;

    private static (bool InApp, bool Email) Choice(JsonArray kinds, string kind) =>
        kinds.Single(k => (string)k!["kind"]! == kind) is { } choice ? ((bool)choice["inApp"]!, (bool)choice["email"]!) : default;
}
