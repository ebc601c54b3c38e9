using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

/// <summary>What a signed-in person changes of their own account: profile, password, address.</summary>
public sealed class OwnAccountTests : IDisposable
{
    private const string Other = "quite another password";
    private const string NewAddress = "new@example.com";

    private readonly Doorstep _door = new();

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Profile_SomeFields_ChangeAndTheOthersStay()
    {
        Principal mara = await SignUpAsync();

        User user = Doorstep.Must(await Edit(mara, new ProfileEdit(" Mara L. ", "ru", null), null));

        Assert.Equal(("Mara L.", "ru", "Europe/Berlin"), (user.Name, user.Language, user.TimeZone));
    }

    [Fact]
    public async Task Profile_OldETag_IsRefused()
    {
        Principal mara = await SignUpAsync();
        string? etag = (await _door.UserAsync(mara.UserId)).ETag;
        Doorstep.Must(await Edit(mara, new ProfileEdit("First", null, null), etag));

        Assert.Equal("changed_meanwhile", (await Edit(mara, new ProfileEdit("Second", null, null), etag)).Problem?.Code);
    }

    [Theory]
    [InlineData("  ", null, null, "name")]
    [InlineData(null, "xx", null, "language")]
    [InlineData(null, null, "Mars/Olympus", "timeZone")]
    public async Task Profile_BadField_IsNamed(string? name, string? language, string? zone, string field) => Assert.Equal(
        field, Assert.Single((await Edit(await SignUpAsync(), new ProfileEdit(name, language, zone), null)).Problem!.Details!).Key);

    [Fact]
    public async Task Profile_OfThePersonAtThisMachine_IsNobodys() =>
        Assert.Equal("no_account", (await Edit(Principal.LocalOwner, new ProfileEdit("X", null, null), null)).Problem?.Code);

    [Fact]
    public async Task Password_Changed_EndsOtherSessionsAndIsTold()
    {
        Principal mara = await SignUpAsync();
        SignedIn elsewhere = Doorstep.Must(await SignIn(Doorstep.Email, Doorstep.Password));

        Assert.Equal("", await _door.LinkAsync(await NewPassword(mara, Doorstep.Password, Other)));

        Assert.Equal((Doorstep.Email, "password_changed"), (_door.Inbox.Sent[^1].To, _door.Inbox.Sent[^1].Purpose));
        Assert.True(await _door.Sessions.IsLiveAsync(mara.UserId, mara.SessionId!, default));
        Assert.False(await _door.Sessions.IsLiveAsync(mara.UserId, elsewhere.SessionId, default));
        Assert.Equal("credentials_wrong", (await SignIn(Doorstep.Email, Doorstep.Password)).Problem?.Code);
        Assert.Null((await SignIn(Doorstep.Email, Other)).Problem);
        Assert.Equal(["password_changed", "session_revoked"], await _door.AuditedAsync(mara.UserId));
    }

    [Fact]
    public async Task Password_OldOneWrong_ChangesNothing()
    {
        Principal mara = await SignUpAsync();

        Assert.Equal("password", Assert.Single((await NewPassword(mara, "a wrong password", Other)).Problem!.Details!).Key);
        Assert.Null((await SignIn(Doorstep.Email, Doorstep.Password)).Problem);
    }

    [Fact]
    public async Task Password_GuessedWithAStolenSession_MakesOnlyThatSessionWait()
    {
        Principal thief = await SignUpAsync();
        Principal owner = Doorstep.PrincipalOf(Doorstep.Must(await SignIn(Doorstep.Email, Doorstep.Password)));
        for (int i = 0; i < 5; i++)
            await NewPassword(thief, $"guess number {i}", Other);

        Assert.Equal("too_many_tries", (await NewPassword(thief, Doorstep.Password, Other)).Problem?.Code);
        Assert.Null((await NewPassword(owner, Doorstep.Password, Other)).Problem);
    }

    [Fact]
    public async Task Password_OfAnAccountWithoutOne_SaysWhereToGetIt()
    {
        Principal mara = Doorstep.PrincipalOf(Doorstep.Must(await _door.ThroughAsync(
            _door.GitHub, new SignInProfile("1", Doorstep.Email, true, "Mara", null))).Signed!);

        Assert.Equal("no_password", (await NewPassword(mara, null, Other)).Problem?.Code);
    }

    [Fact]
    public async Task Email_Confirmed_MovesThePasswordAndFreesTheOldAddress()
    {
        Principal mara = await SignUpAsync();
        string token = await AskAsync(mara, NewAddress, Doorstep.Password);
        Assert.Equal([(NewAddress, "confirm_email"), (Doorstep.Email, "email_changing")], _door.Inbox.Sent[^2..].Select(mail => (mail.To, mail.Purpose)));
        Assert.Equal(Doorstep.Email, (await _door.UserAsync(mara.UserId)).Email);

        Assert.Equal(NewAddress, Doorstep.Must(await _door.NewEmail.FinishAsync(mara, token, default)).Email);

        Assert.Equal(mara.UserId, Doorstep.Must(await SignIn(NewAddress, Doorstep.Password)).UserId);
        Assert.Equal("credentials_wrong", (await SignIn(Doorstep.Email, Doorstep.Password)).Problem?.Code);
        Assert.NotEqual(mara.UserId, (await _door.SignedUpAsync()).UserId);
        Assert.Contains("email_changed", await _door.AuditedAsync(mara.UserId));
        Assert.Equal("link_expired", (await _door.NewEmail.FinishAsync(mara, token, default)).Problem?.Code);
    }

    [Fact]
    public async Task Email_PasswordChangedBetweenTheTwoSteps_TheNewOneMoves()
    {
        Principal mara = await SignUpAsync();
        string token = await AskAsync(mara, NewAddress, Doorstep.Password);
        Doorstep.Must(await NewPassword(mara, Doorstep.Password, Other));

        Doorstep.Must(await _door.NewEmail.FinishAsync(mara, token, default));

        Assert.Null((await SignIn(NewAddress, Other)).Problem);
    }

    [Fact]
    public async Task Email_LinkOpenedByAnotherAccount_ChangesNothing()
    {
        Principal mara = await SignUpAsync();
        string token = await AskAsync(mara, NewAddress, Doorstep.Password);
        Principal victim = Doorstep.PrincipalOf(await _door.SignedUpAsync("victim@example.com"));

        Assert.Equal("link_expired", (await _door.NewEmail.FinishAsync(victim, token, default)).Problem?.Code);
        Assert.Equal(Doorstep.Email, (await _door.UserAsync(mara.UserId)).Email);
    }

    [Fact]
    public async Task Email_AddressOfAnAccount_AnswersTheSameAndSaysSoByMailOnly()
    {
        Principal mara = await SignUpAsync();
        await _door.SignedUpAsync("joe@example.com");

        Assert.Equal("", await AskAsync(mara, "joe@example.com", Doorstep.Password));

        Assert.Equal(("joe@example.com", "already_there"), (_door.Inbox.Sent[^2].To, _door.Inbox.Sent[^2].Purpose));
    }

    [Fact]
    public async Task Email_TakenBetweenTheTwoSteps_IsRefused()
    {
        Principal mara = await SignUpAsync();
        string token = await AskAsync(mara, NewAddress, Doorstep.Password);
        await _door.SignedUpAsync(NewAddress);

        Assert.Equal("account_exists", (await _door.NewEmail.FinishAsync(mara, token, default)).Problem?.Code);
        Assert.Null((await SignIn(Doorstep.Email, Doorstep.Password)).Problem);
    }

    [Fact]
    public async Task Email_WrongPassword_IsRefused() => Assert.Equal(
        "password",
        Assert.Single((await _door.NewEmail.BeginAsync(await SignUpAsync(), NewAddress, "a wrong one", Doorstep.Browser, default)).Problem!.Details!).Key);

    [Fact]
    public async Task Email_OfAnAccountThatHadNone_NeedsNoPasswordAndOpensTheWayToOne()
    {
        Principal tess = Doorstep.PrincipalOf(Doorstep.Must(await _door.ThroughAsync(
            _door.Discord, new SignInProfile("1", null, false, "Tess", null))).Signed!);

        Doorstep.Must(await _door.NewEmail.FinishAsync(tess, await AskAsync(tess, NewAddress, null), default));

        string token = await _door.LinkAsync(await _door.Reset.BeginAsync(NewAddress, Doorstep.Browser, default));
        Assert.Null(await _door.Reset.FinishAsync(token, Other, default));
        Assert.Equal(tess.UserId, Doorstep.Must(await SignIn(NewAddress, Other)).UserId);
    }

    [Fact]
    public async Task Email_CutOffInTheMiddle_IsFinishedByTheSameLink()
    {
        Principal mara = await SignUpAsync();
        string token = await AskAsync(mara, NewAddress, Doorstep.Password);
        // As far as a first try may have come: the new login is there, the user still has the old address.
        Assert.True(await _door.OpenAccount.ClaimEmailAsync(NewAddress, mara.UserId, default));
        Assert.Equal("credentials_wrong", (await SignIn(NewAddress, Doorstep.Password)).Problem?.Code);

        Doorstep.Must(await _door.NewEmail.FinishAsync(mara, token, default));

        Assert.Null((await SignIn(NewAddress, Doorstep.Password)).Problem);
    }

    [Fact]
    public async Task Email_OldLoginLeftBehind_NeitherSignsInNorResets()
    {
        Principal mara = await SignUpAsync();
        Login old = (await _door.Store.ReadAsync<Login>(
            Containers.Logins, Login.IdOfEmail(Doorstep.Email), Login.IdOfEmail(Doorstep.Email), default))!;
        Doorstep.Must(await _door.NewEmail.FinishAsync(mara, await AskAsync(mara, NewAddress, Doorstep.Password), default));
        await _door.Store.CreateAsync(Containers.Logins, old, default);
        int sent = _door.Inbox.Sent.Count;

        Assert.Equal("credentials_wrong", (await SignIn(Doorstep.Email, Doorstep.Password)).Problem?.Code);
        await _door.LinkAsync(await _door.Reset.BeginAsync(Doorstep.Email, Doorstep.Browser, default));
        Assert.Equal(sent, _door.Inbox.Sent.Count);
    }

    [Fact]
    public async Task AnyOfThem_ByAProgramsKey_IsRefused()
    {
        Principal key = await SignUpAsync() with { SessionId = null };

        Assert.Equal("session_needed", (await NewPassword(key, Doorstep.Password, Other)).Problem?.Code);
        Assert.Equal("session_needed", (await _door.NewEmail.BeginAsync(key, NewAddress, Doorstep.Password, Doorstep.Browser, default)).Problem?.Code);
        Assert.Equal("session_needed", (await _door.NewEmail.FinishAsync(key, "x", default)).Problem?.Code);
        Assert.Equal("session_needed", (await _door.Logins.RemoveAsync(key, "lgn_1", default))?.Code);
    }

    private async Task<Principal> SignUpAsync() => Doorstep.PrincipalOf(await _door.SignedUpAsync());

    private Task<Outcome<User>> Edit(Principal caller, ProfileEdit edit, string? etag) => new EditProfile(_door.Store).ExecuteAsync(caller, edit, etag, default);

    private Task<Outcome<string>> NewPassword(Principal caller, string? old, string next) =>
        _door.NewPassword.ExecuteAsync(caller, old, next, Doorstep.Browser, default);

    private Task<Outcome<SignedIn>> SignIn(string email, string password) => _door.SignIn.ExecuteAsync(email, password, Doorstep.Browser, default);

    /// <summary>Both mails are sent; the token is in the one to the new address.</summary>
    private async Task<string> AskAsync(Principal caller, string email, string? password)
    {
        IReadOnlyList<string> envelopes = Doorstep.Must(await _door.NewEmail.BeginAsync(caller, email, password, Doorstep.Browser, default));
        string token = await _door.LinkAsync(envelopes[0]);
        await _door.Outbox.SendAsync(envelopes[1], default);
        return token;
    }
}
