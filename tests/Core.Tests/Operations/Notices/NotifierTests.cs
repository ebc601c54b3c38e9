using Shortloop.Core.Accounts;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Tests.Operations.Notices;

public sealed class NotifierTests : IDisposable
{
    private readonly NoticeBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Tell_Repeated_IsOneNoticeAndOneMail()
    {
        Principal mara = await _bench.PersonAsync();

        await _bench.TellAsync(mara);
        await _bench.TellAsync(mara);
        Assert.Equal(1, await _bench.SweepAsync());
        await _bench.TellAsync(mara);

        Assert.Single(await _bench.ListAsync(mara));
        Assert.Equal(0, await _bench.SweepAsync());
    }

    [Fact]
    public async Task Tell_AnotherOccasion_IsAnotherNotice()
    {
        Principal mara = await _bench.PersonAsync();

        await _bench.TellAsync(mara, occasion: "1");
        await _bench.TellAsync(mara, occasion: "2");

        Assert.Equal(2, (await _bench.ListAsync(mara)).Count);
    }

    [Fact]
    public async Task Tell_KindThatIsNotMailedByDefault_SendsNothing()
    {
        Principal mara = await _bench.PersonAsync();

        await _bench.TellAsync(mara, NoticeKind.PostPublished);

        Assert.Equal((1, 0), ((await _bench.ListAsync(mara)).Count, await _bench.SweepAsync()));
    }

    [Fact]
    public async Task Tell_MailOnlyByChoice_IsMailedOnceAndNotListed()
    {
        Principal mara = await _bench.PersonAsync();
        await _bench.Preferences.ReplaceAsync(mara.UserId, [new NoticeChoice(NoticeKind.PostFailed, InApp: false, Email: true)], null, default);

        await _bench.TellAsync(mara);
        await _bench.TellAsync(mara);

        Assert.Equal(1, await _bench.SweepAsync());
        Assert.Empty(await _bench.ListAsync(mara));
        Assert.Equal(0, await _bench.Notices.CountUnreadAsync(mara.UserId, default));
    }

    [Fact]
    public async Task Tell_ThePersonAtThisMachine_ListsItAndMailsNobody()
    {
        await _bench.TellAsync(Principal.LocalOwner);

        Assert.Single(await _bench.ListAsync(Principal.LocalOwner));
        Assert.Empty(await _bench.Door.Bench.Due.FindAllDueAsync(default));
    }

    [Fact]
    public async Task Sweep_EntryWhoseNoticeIsNotThereYet_LeavesItForAMoment()
    {
        Principal mara = await _bench.PersonAsync();
        DueEntry entry = await _bench.Door.Bench.Due.EnterAsync(mara, DueKind.Mail, "ntc_1", mara.UserId, _bench.Door.Clock.GetUtcNow(), default);

        Assert.True((await _bench.Mails.PrepareAsync(entry, default)).Later);
        _bench.Door.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(default, await _bench.Mails.PrepareAsync(entry, default));
    }

    [Fact]
    public async Task Sweep_UnsubscribedMeanwhile_SendsNothing()
    {
        Principal mara = await _bench.PersonAsync();
        await _bench.TellAsync(mara);

        await _bench.Preferences.TurnOffMailAsync(mara.UserId, NoticeKind.PostFailed, default);

        Assert.Equal(0, await _bench.SweepAsync());
        Assert.Empty(await _bench.Door.Bench.Due.FindAllDueAsync(default));
    }

    [Fact]
    public async Task Mail_OfANotice_IsInThePersonsLanguageAndZoneAndCarriesTheWayOut()
    {
        Principal mara = await _bench.PersonAsync("ru", "Asia/Tokyo");
        await _bench.TellAsync(mara, NoticeKind.PostLate, facts: new Dictionary<string, string>
        {
            [NoticeFacts.Platform] = "tiktok",
            [NoticeFacts.At] = "2026-11-20T18:30:00Z",
            [NoticeFacts.VideoId] = "vid_1",
        });

        await _bench.SweepAsync();

        Mail mail = Assert.Single(_bench.Door.Inbox.Sent);
        Assert.Equal("Shortloop: Публикация опаздывает", mail.Subject);
        Assert.Contains("TikTok", mail.Text, StringComparison.Ordinal);
        Assert.Contains("21 ноября 2026", mail.Text, StringComparison.Ordinal);
        Assert.Contains("03:30 (Asia/Tokyo)", mail.Text.Replace("\u202f", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("https://app.example/videos/vid_1\n", mail.Text, StringComparison.Ordinal);
        string token = mail.Text.Split("unsubscribe#")[1].Trim();
        Assert.Equal((mara.UserId, NoticeKind.PostLate), _bench.Links.Read(token));
        Assert.Equal(_bench.Links.OneClickOf(token), mail.Unsubscribe);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1.AAAA")]
    [InlineData("v9.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("x")]
    public void UnsubscribeLink_MadeUp_IsNone(string token) => Assert.Null(_bench.Links.Read(token));

    [Fact]
    public void UnsubscribeLink_Changed_IsNone()
    {
        string token = _bench.Links.TokenOf("usr_1", NoticeKind.PostLate);

        Assert.NotNull(_bench.Links.Read(token));
        Assert.Null(_bench.Links.Read(token[..^3] + (token[^3] == 'A' ? 'B' : 'A') + token[^2..]));
    }
}
