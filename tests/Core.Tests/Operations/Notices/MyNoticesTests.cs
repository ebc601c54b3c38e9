using Shortloop.Core.Accounts;
using Shortloop.Core.Operations.Notices;

namespace Shortloop.Core.Tests.Operations.Notices;

public sealed class MyNoticesTests : IDisposable
{
    private readonly NoticeBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task List_Several_IsNewestFirstByPages()
    {
        Principal mara = await ThreeAsync();

        var first = await _bench.Notices.ListAsync(mara.UserId, false, null, 2, default);
        var second = await _bench.Notices.ListAsync(mara.UserId, false, first.Next, 2, default);

        Assert.Equal(["pst_3", "pst_2"], first.Items.Select(notice => notice.EntityId));
        Assert.Equal(["pst_1"], second.Items.Select(notice => notice.EntityId));
    }

    [Fact]
    public async Task MarkRead_One_LeavesTheOthersAndKeepsTheFirstTime()
    {
        Principal mara = await ThreeAsync();
        Notice newest = (await _bench.ListAsync(mara))[0];

        Assert.True(await _bench.Notices.MarkReadAsync(mara, newest.Id, default));
        _bench.Door.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await _bench.Notices.MarkReadAsync(mara, newest.Id, default));

        Assert.Equal(2, await _bench.Notices.CountUnreadAsync(mara.UserId, default));
        Assert.Equal(_bench.Door.Clock.GetUtcNow().AddHours(-1), (await _bench.ListAsync(mara))[0].ReadAt);
        Assert.Equal(["pst_2", "pst_1"], (await _bench.Notices.ListAsync(mara.UserId, true, null, 50, default)).Items.Select(notice => notice.EntityId));
    }

    [Fact]
    public async Task MarkRead_NoticeOfAnother_IsNotThere()
    {
        Principal mara = await ThreeAsync();
        string id = (await _bench.ListAsync(mara))[0].Id;

        Assert.False(await _bench.Notices.MarkReadAsync(Principal.LocalOwner, id, default));
        Assert.Equal(3, await _bench.Notices.CountUnreadAsync(mara.UserId, default));
    }

    [Fact]
    public async Task MarkAllRead_Then_NothingIsUnread()
    {
        Principal mara = await ThreeAsync();

        await _bench.Notices.MarkAllReadAsync(mara, default);

        Assert.Equal(0, await _bench.Notices.CountUnreadAsync(mara.UserId, default));
        Assert.Equal(3, (await _bench.ListAsync(mara)).Count);
    }

    [Fact]
    public async Task Preferences_ChangedWithAnOldVersion_AreRefused()
    {
        Principal mara = await _bench.PersonAsync();
        MyNoticePreferences.Chosen untouched = await _bench.Preferences.ReadAsync(mara.UserId, default);
        Assert.Equal(Enum.GetValues<NoticeKind>().Length, untouched.Choices.Count);
        NoticeChoice[] quiet = [new NoticeChoice(NoticeKind.JobDone, false, false)];

        MyNoticePreferences.Chosen first = Accounts.Doorstep.Must(await _bench.Preferences.ReplaceAsync(mara.UserId, quiet, untouched.ETag, default));

        Assert.Equal("changed_meanwhile", (await _bench.Preferences.ReplaceAsync(mara.UserId, [], untouched.ETag, default)).Problem?.Code);
        Assert.Null((await _bench.Preferences.ReplaceAsync(mara.UserId, [], first.ETag, default)).Problem);
        Assert.Contains(first.Choices, choice => choice is { Kind: NoticeKind.JobDone, InApp: false, Email: false });
    }

    [Fact]
    public async Task Preferences_KindTwice_IsRefused()
    {
        NoticeChoice twice = new(NoticeKind.JobDone, false, false);

        Assert.Equal("invalid_request", (await _bench.Preferences.ReplaceAsync("usr_1", [twice, twice], null, default)).Problem?.Code);
    }

    [Fact]
    public async Task TurnOffMail_OneKind_LeavesTheRestAsChosen()
    {
        Principal mara = await _bench.PersonAsync();
        await _bench.Preferences.ReplaceAsync(mara.UserId, [new NoticeChoice(NoticeKind.JobDone, true, true)], null, default);

        await _bench.Preferences.TurnOffMailAsync(mara.UserId, NoticeKind.PostFailed, default);

        IReadOnlyList<NoticeChoice> choices = (await _bench.Preferences.ReadAsync(mara.UserId, default)).Choices;
        Assert.Contains(new NoticeChoice(NoticeKind.PostFailed, true, false), choices);
        Assert.Contains(new NoticeChoice(NoticeKind.JobDone, true, true), choices);
    }

    private async Task<Principal> ThreeAsync()
    {
        Principal mara = await _bench.PersonAsync();
        foreach (string post in (string[])["pst_1", "pst_2", "pst_3"])
        {
            await _bench.TellAsync(mara, entity: post);
            _bench.Door.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return mara;
    }
}
