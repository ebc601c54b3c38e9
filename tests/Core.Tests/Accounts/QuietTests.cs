using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

/// <summary>What strangers neither learn nor cause: who has an account, and a full inbox. And what the owner does learn: a sign-in from elsewhere.</summary>
public sealed class QuietTests : IDisposable
{
    private static readonly Caller Phone = Doorstep.Browser with { Device = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1" };

    private readonly Doorstep _door = new();

    public void Dispose() => _door.Dispose();

    [Theory]
    [InlineData("login")]
    [InlineData("forgot")]
    [InlineData("register")]
    public async Task Ask_KnownAndUnknownAddress_CauseTheSameWork(string way)
    {
        await _door.SignedUpAsync();
        // The hash that nobody has is made once.
        await AskAsync("login", "warm@example.com", "192.0.2.200");
        _door.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(await WorkOfAsync(way, "nobody@example.com", "192.0.2.201"), await WorkOfAsync(way, Doorstep.Email, "192.0.2.202"));
    }

    [Fact]
    public async Task Mails_SixInAnHourToOneAddress_FiveGoOut()
    {
        for (int i = 0; i < 6; i++)
            await _door.LinkAsync(await Begin(Doorstep.Email));
        Assert.Equal(5, _door.Inbox.Sent.Count);

        _door.Clock.Advance(TimeSpan.FromHours(1));
        await _door.LinkAsync(await Begin(Doorstep.Email));
        Assert.Equal(6, _door.Inbox.Sent.Count);
    }

    [Fact]
    public async Task Mails_FromOneNetworkToManyAddresses_EndAtForty()
    {
        for (int i = 0; i < 50; i++)
            await _door.LinkAsync(await Begin($"user{i}@example.com"));

        Assert.Equal(40, _door.Inbox.Sent.Count);
        await _door.LinkAsync(await _door.Reset.BeginAsync("user1@example.com", Doorstep.Browser, default));
        Assert.Equal(40, _door.Inbox.Sent.Count);
        await _door.LinkAsync(await Begin("other@example.com", new Caller("198.51.100.7", null)));
        Assert.Equal(41, _door.Inbox.Sent.Count);
    }

    [Fact]
    public async Task Mails_ThroughAProxyOfThisMachine_AreNotCountedAsOneNetworks()
    {
        for (int i = 0; i < 50; i++)
            await _door.LinkAsync(await Begin($"user{i}@example.com", new Caller("127.0.0.1", null)));

        Assert.Equal(50, _door.Inbox.Sent.Count);
    }

    [Fact]
    public async Task Mails_ManyAtOnce_AreNoMoreThanTheLimit()
    {
        bool[] taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => _door.Limits.TakeAsync(Doorstep.Email, null, default)));

        Assert.Equal(5, taken.Count(one => one));
    }

    [Fact]
    public async Task Invitations_OverTheLimit_LeaveTheLastMailedLinkGood()
    {
        Principal owner = Doorstep.PrincipalOf(await _door.SignedUpAsync());
        var organisations = new MyOrganisations(_door.Store, _door.Members, _door.Clock);
        Organisation team = Doorstep.Must(await organisations.CreateAsync(owner, "Team", default)).Organisation;
        // The free tier is for one.
        await _door.Store.UpsertAsync(Containers.Organisations, team with { Tier = "pro" }, default);
        owner = owner with { OrgId = team.Id };
        var invitations = new Invitations(
            _door.Store, _door.Members, organisations, new AccountMails(new PublicAddress(new Uri("https://app.example/"))), _door.Limits, _door.Outbox, _door.TierLimits, _door.Clock);
        string last = "";
        for (int i = 0; i < 7; i++)
            last = await _door.LinkAsync(await invitations.InviteAsync(owner, "joe@example.com", Role.Viewer, default)) is { Length: > 0 } token ? token : last;
        Assert.Equal(5, _door.Inbox.Sent.Count(mail => mail.Purpose == "invite"));
        _door.Clock.Advance(TimeSpan.FromHours(1));

        Principal joe = Doorstep.PrincipalOf(await _door.SignedUpAsync("joe@example.com"));
        Assert.Null((await invitations.AcceptAsync(joe, last, default)).Problem);
    }

    [Fact]
    public async Task SignIn_FromKnownPlaces_IsNoNews()
    {
        SignedIn signed = await _door.SignedUpAsync();

        await SignIn(Doorstep.Browser);
        await SignIn(Doorstep.Browser with { Address = "192.0.2.77" });

        Assert.Empty(await NoticesAsync(signed.UserId));
    }

    [Fact]
    public async Task SignIn_FromAnotherDeviceOrNetwork_IsToldOnceForEach()
    {
        SignedIn signed = await _door.SignedUpAsync();

        SignedIn first = await SignIn(Phone);
        await SignIn(Phone);
        await SignIn(Doorstep.Browser with { Address = "198.51.100.7" });

        IReadOnlyList<Notice> notices = await NoticesAsync(signed.UserId);
        Assert.Equal(2, notices.Count);
        Notice told = Assert.Single(notices, notice => notice.EntityId == first.SessionId);
        Assert.Equal((NoticeKind.SignInFromNewPlace, "Safari, iOS"), (told.Kind, told.Facts["device"]));
    }

    [Fact]
    public async Task SignIn_DeviceThatCallsItselfAMessage_IsNotQuoted()
    {
        SignedIn signed = await _door.SignedUpAsync();

        await SignIn(Doorstep.Browser with { Device = "Call +1 555 0100 at once" });

        Assert.Equal("?", Assert.Single(await NoticesAsync(signed.UserId)).Facts["device"]);
    }

    [Fact]
    public async Task SignIn_WhatIsKeptOfAPlace_HoldsNoAddress()
    {
        SignedIn signed = await _door.SignedUpAsync();

        Page<Raw> kept = await _door.Store.QueryAsync<Raw>(
            Containers.Users, new DocumentQuery(signed.UserId, [new Condition("id", Comparison.Greater, "plc_")]), default);

        string text = JsonSerializer.Serialize(Assert.Single(kept.Items, raw => raw.Id.StartsWith("plc_", StringComparison.Ordinal)));
        Assert.DoesNotContain("192.0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("c00002", text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string> WorkOfAsync(string way, string email, string network)
    {
        (int calls, int hashed, int verified) = (_door.Work.Calls.Count, _door.Hasher.Hashed, _door.Hasher.Verified);
        await AskAsync(way, email, network);
        return $"{_door.Hasher.Hashed - hashed} hashed, {_door.Hasher.Verified - verified} verified, {string.Join(", ", _door.Work.Calls.Skip(calls))}";
    }

    // Each from a network of its own: counting the second of one is other work than the first.
    private async Task AskAsync(string way, string email, string network)
    {
        Caller caller = Doorstep.Browser with { Address = network };
        switch (way)
        {
            case "login": await _door.SignIn.ExecuteAsync(email, "a wrong password", caller, default); break;
            case "forgot": Doorstep.Must(await _door.Reset.BeginAsync(email, caller, default)); break;
            default: Doorstep.Must(await Begin(email, caller)); break;
        }
    }

    private Task<Outcome<string>> Begin(string email, Caller? caller = null) => _door.Register.BeginAsync(
        new Registration(email, Doorstep.Password, "Mara", "en", "Europe/Berlin"), caller ?? Doorstep.Browser, default);

    private async Task<SignedIn> SignIn(Caller caller) =>
        Doorstep.Must(await _door.SignIn.ExecuteAsync(Doorstep.Email, Doorstep.Password, caller, default));

    private async Task<IReadOnlyList<Notice>> NoticesAsync(string userId) =>
        (await _door.Store.QueryAsync<Notice>(Containers.Notices, new DocumentQuery(userId), default)).Items;

    private sealed record Raw : Document
    {
        [System.Text.Json.Serialization.JsonExtensionData]
        public Dictionary<string, JsonElement>? Rest { get; init; }
    }
}
