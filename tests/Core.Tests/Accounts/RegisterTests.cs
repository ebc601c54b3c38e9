using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

public sealed class RegisterTests : IDisposable
{
    private readonly Doorstep _door = new();

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Register_LinkAndPassword_OpenAnAccountWithItsOrganisation()
    {
        SignedIn signed = await _door.SignedUpAsync(" Mara@Example.com ");

        User user = (await _door.Store.ReadAsync<User>(Containers.Users, signed.UserId, signed.UserId, default))!;
        Assert.Equal((Doorstep.Email, "Mara", "Europe/Berlin"), (user.Email, user.Name, user.TimeZone));
        Assert.Equal(new Principal(user.Id, signed.OrgId, Role.Owner), await _door.Members.FindAsync(user.Id, signed.OrgId, default));
    }

    [Fact]
    public async Task Register_LinkWithoutThePassword_OpensNothing()
    {
        string token = await _door.LinkAsync(await Begin());

        Assert.Equal("credentials_wrong", (await _door.Register.FinishAsync(token, "somebody else's guess", Doorstep.Browser, default)).Problem?.Code);
        Assert.Null(await Login());
        Assert.Null((await _door.Register.FinishAsync(token, Doorstep.Password, Doorstep.Browser, default)).Problem);
    }

    [Fact]
    public async Task Register_LinkUsedTwiceOrTooOld_IsRefused()
    {
        string token = await _door.LinkAsync(await Begin());
        await _door.Register.FinishAsync(token, Doorstep.Password, Doorstep.Browser, default);
        Assert.Equal("link_expired", (await _door.Register.FinishAsync(token, Doorstep.Password, Doorstep.Browser, default)).Problem?.Code);

        string old = await _door.LinkAsync(await Begin("other@example.com"));
        _door.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("link_expired", (await _door.Register.FinishAsync(old, Doorstep.Password, Doorstep.Browser, default)).Problem?.Code);
    }

    [Fact]
    public async Task Register_AddressWithAccount_AnswersTheSameAndSaysSoByMailOnly()
    {
        await _door.SignedUpAsync();
        int hashed = _door.Hasher.Verified;

        Outcome<string> again = await Begin(password: "another long password");

        Assert.Null(again.Problem);
        Assert.Equal("", await _door.LinkAsync(again));
        Assert.Equal("already_there", _door.Inbox.Sent[^1].Purpose);
        Assert.Equal(hashed, _door.Hasher.Verified);
    }

    [Fact]
    public async Task Register_TwoForOneAddress_TheOneWhoReadsTheMailAndKnowsTheirPasswordWins()
    {
        string thiefs = await _door.LinkAsync(await Begin(password: "the thief's own password"));
        string owners = await _door.LinkAsync(await Begin());

        Doorstep.Must(await _door.Register.FinishAsync(owners, Doorstep.Password, Doorstep.Browser, default));

        Assert.Equal("account_exists", (await _door.Register.FinishAsync(thiefs, "the thief's own password", Doorstep.Browser, default)).Problem?.Code);
        Assert.Null((await _door.SignIn.ExecuteAsync(Doorstep.Email, Doorstep.Password, Doorstep.Browser, default)).Problem);
    }

    [Fact]
    public async Task Register_CrashAfterTheAddressWasClaimed_IsMadeGoodAtSignIn()
    {
        var accounts = _door.OpenAccount;
        Login login = await accounts.ClaimAsync(
            Core.Accounts.People.Login.IdOfEmail(Doorstep.Email), "password", _door.Passwords.Hash(Doorstep.Password), default);

        SignedIn signed = Doorstep.Must(await _door.SignIn.ExecuteAsync(Doorstep.Email, Doorstep.Password, Doorstep.Browser, default));

        Assert.Equal(login.UserId, signed.UserId);
        Assert.NotNull(await _door.Members.FindAsync(signed.UserId, signed.OrgId, default));
    }

    [Theory]
    [InlineData("not an address", Doorstep.Password, null, null, "email")]
    [InlineData(Doorstep.Email, "short", null, null, "password")]
    [InlineData(Doorstep.Email, "aaaaaaaaaaaa", null, null, "password")]
    [InlineData(Doorstep.Email, Doorstep.Password, "xx", null, "language")]
    [InlineData(Doorstep.Email, Doorstep.Password, null, "Mars/Olympus", "timeZone")]
    public async Task Register_BadField_IsNamed(string email, string password, string? language, string? zone, string field)
    {
        Outcome<string> outcome = await _door.Register.BeginAsync(new Registration(email, password, "Mara", language, zone), Doorstep.Browser, default);

        Assert.Equal(field, Assert.Single(outcome.Problem!.Details!).Key);
    }

    [Fact]
    public async Task Outbox_BeforeSending_HoldsNoAddressInTheClear()
    {
        string id = Doorstep.Must(await Begin());

        Page<Raw> stored = await _door.Store.QueryAsync<Raw>(Containers.Transient, new DocumentQuery(id), default);

        Assert.NotEmpty(Assert.Single(stored.Items).Sealed);
        Assert.DoesNotContain("mara", stored.Items[0].Sealed, StringComparison.OrdinalIgnoreCase);
    }

    private Task<Outcome<string>> Begin(string email = Doorstep.Email, string password = Doorstep.Password) =>
        _door.Register.BeginAsync(new Registration(email, password, "Mara", "en", "Europe/Berlin"), Doorstep.Browser, default);

    private Task<Login?> Login()
    {
        string id = Core.Accounts.People.Login.IdOfEmail(Doorstep.Email);
        return _door.Store.ReadAsync<Login>(Containers.Logins, id, id, default);
    }

    private sealed record Raw : Document
    {
        public required string Sealed { get; init; }
    }
}
