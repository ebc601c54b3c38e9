using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

public sealed class SessionsTests : IDisposable
{
    private readonly Doorstep _door = new();

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Refresh_NewestToken_GivesAnotherAndKeepsTheSession()
    {
        SignedIn first = await _door.SignedUpAsync();

        SignedIn second = Doorstep.Must(await Refresh(first));

        Assert.Equal(first.SessionId, second.SessionId);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Null((await Refresh(second)).Problem);
    }

    [Fact]
    public async Task Refresh_UsedTokenLater_EndsTheWholeFamily()
    {
        SignedIn first = await _door.SignedUpAsync();
        SignedIn second = Doorstep.Must(await Refresh(first));
        _door.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("session_ended", (await Refresh(first)).Problem?.Code);

        Assert.Equal("session_ended", (await Refresh(second)).Problem?.Code);
        Assert.False(await _door.Sessions.IsLiveAsync(first.UserId, first.SessionId, default));
    }

    [Fact]
    public async Task Refresh_TokenFromTwoRotationsAgo_EndsTheFamilyAtOnce()
    {
        SignedIn first = await _door.SignedUpAsync();
        SignedIn third = Doorstep.Must(await Refresh(Doorstep.Must(await Refresh(first))));

        Assert.Equal("session_ended", (await Refresh(first)).Problem?.Code);
        Assert.Equal("session_ended", (await Refresh(third)).Problem?.Code);
    }

    [Fact]
    public async Task Refresh_SameTokenByTwoTabs_OneWinsAndNobodyIsSignedOut()
    {
        SignedIn first = await _door.SignedUpAsync();

        Outcome<SignedIn>[] both = await Task.WhenAll(Refresh(first), Refresh(first));

        SignedIn winner = Doorstep.Must(Assert.Single(both, outcome => outcome.Problem is null));
        Assert.Equal("session_just_refreshed", Assert.Single(both, outcome => outcome.Problem is not null).Problem!.Code);
        Assert.Null((await Refresh(winner)).Problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("usr_1.ses_1.secret")]
    [InlineData("../x.ses_1.secret")]
    public async Task Refresh_Nonsense_IsSignedOut(string? token) =>
        Assert.Equal("session_ended", (await _door.Sessions.RefreshAsync(token, null, default)).Problem?.Code);

    [Fact]
    public async Task Refresh_AfterHalfAYear_AsksToSignInAgainEvenIfUsedAllTheTime()
    {
        SignedIn signed = await _door.SignedUpAsync();
        for (int day = 0; day < 180; day += 20)
        {
            signed = Doorstep.Must(await Refresh(signed));
            _door.Clock.Advance(TimeSpan.FromDays(20));
        }

        Assert.Equal("session_ended", (await Refresh(signed)).Problem?.Code);
    }

    [Fact]
    public async Task Refresh_IntoAnotherOrganisation_TakesAMembershipAndStaysThere()
    {
        SignedIn signed = await _door.SignedUpAsync();
        var organisations = new MyOrganisations(_door.Store, _door.Members, _door.Clock);
        string team = Doorstep.Must(await organisations.CreateAsync(Doorstep.PrincipalOf(signed), "Team", default)).Organisation.Id;

        Assert.Equal("not_found", (await _door.Sessions.RefreshAsync(signed.RefreshToken, "org_of_others", default)).Problem?.Code);
        SignedIn there = Doorstep.Must(await _door.Sessions.RefreshAsync(signed.RefreshToken, team, default));

        Assert.Equal((signed.SessionId, team), (there.SessionId, there.OrgId));
        Assert.Equal(team, Doorstep.Must(await Refresh(there)).OrgId);
    }

    [Fact]
    public async Task Refresh_NoLongerAMember_GoesOnInThePersonalOrganisation()
    {
        SignedIn owner = await _door.SignedUpAsync();
        SignedIn joe = await _door.SignedUpAsync("joe@example.com");
        var organisations = new MyOrganisations(_door.Store, _door.Members, _door.Clock);
        string team = Doorstep.Must(await organisations.CreateAsync(Doorstep.PrincipalOf(owner), "Team", default)).Organisation.Id;
        await _door.Store.CreateAsync(Containers.Organisations, new Membership
        {
            Id = Membership.IdOf(joe.UserId),
            Partition = team,
            OrgId = team,
            CreatedBy = owner.UserId,
            CreatedAt = _door.Clock.GetUtcNow(),
            UserId = joe.UserId,
            Role = Role.Editor,
        }, default);
        SignedIn there = Doorstep.Must(await _door.Sessions.RefreshAsync(joe.RefreshToken, team, default));

        Doorstep.Must(await _door.Members.RemoveAsync(Doorstep.PrincipalOf(owner) with { OrgId = team }, joe.UserId, null, default));

        Assert.Equal(joe.OrgId, Doorstep.Must(await Refresh(there)).OrgId);
    }

    [Fact]
    public async Task End_ByAnythingButSigningOut_IsAudited()
    {
        SignedIn first = await _door.SignedUpAsync();
        SignedIn other = Doorstep.Must(await SignIn(Doorstep.Password));

        await _door.Sessions.EndAsync(first.UserId, first.SessionId, Sessions.SignedOut, default);
        await _door.Sessions.EndAsync(first.UserId, other.SessionId, "revoked", default);

        Assert.Equal(["session_revoked"], await _door.AuditedAsync(first.UserId));
    }

    [Fact]
    public async Task End_OneDevice_LeavesTheOthers()
    {
        SignedIn one = await _door.SignedUpAsync();
        SignedIn other = Doorstep.Must(await _door.SignIn.ExecuteAsync(Doorstep.Email, Doorstep.Password, Doorstep.Browser, default));

        Assert.True(await _door.Sessions.EndAsync(one.UserId, one.SessionId, "signed_out", default));
        Assert.False(await _door.Sessions.EndAsync(one.UserId, one.SessionId, "signed_out", default));

        Assert.Equal([other.SessionId], (await _door.Sessions.ListAsync(one.UserId, null, 100, default)).Items.Select(session => session.Id));
        Assert.Equal("session_ended", (await Refresh(one)).Problem?.Code);
        Assert.Null((await Refresh(other)).Problem);
    }

    [Fact]
    public async Task Reset_NewPassword_EndsEverySessionAndTheOldPassword()
    {
        SignedIn signed = await _door.SignedUpAsync();
        string token = await _door.LinkAsync(await _door.Reset.BeginAsync(Doorstep.Email, Doorstep.Browser, default));

        Assert.Null(await _door.Reset.FinishAsync(token, "quite another password", default));

        Assert.Equal("link_expired", (await _door.Reset.FinishAsync(token, "quite another password", default))?.Code);
        Assert.Equal("session_ended", (await Refresh(signed)).Problem?.Code);
        Assert.Equal(["password_reset", "session_revoked"], await _door.AuditedAsync(signed.UserId));
        Assert.Equal("credentials_wrong", (await SignIn(Doorstep.Password)).Problem?.Code);
        Assert.Null((await SignIn("quite another password")).Problem);
    }

    [Fact]
    public async Task Reset_UnknownAddress_AnswersTheSameAndSendsNothing()
    {
        Outcome<string> outcome = await _door.Reset.BeginAsync("nobody@example.com", Doorstep.Browser, default);

        await _door.Outbox.SendAsync(Doorstep.Must(outcome), default);
        Assert.Empty(_door.Inbox.Sent);
    }

    private Task<Outcome<SignedIn>> Refresh(SignedIn signed) => _door.Sessions.RefreshAsync(signed.RefreshToken, null, default);

    private Task<Outcome<SignedIn>> SignIn(string password) => _door.SignIn.ExecuteAsync(Doorstep.Email, password, Doorstep.Browser, default);
}
