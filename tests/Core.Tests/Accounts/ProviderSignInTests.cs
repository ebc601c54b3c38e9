using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

public sealed class ProviderSignInTests : IDisposable
{
    private static readonly SignInProfile Mara = new("4242", Doorstep.Email, true, "Mara Lind", new Uri("https://pictures.example/mara.png"));

    private readonly Doorstep _door = new();

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Finish_FirstSignIn_OpensAnAccountWithItsOrganisation()
    {
        SignedIn signed = await InAsync(_door.GitHub, Mara);

        User user = await _door.UserAsync(signed.UserId);
        Assert.Equal((Doorstep.Email, "Mara Lind", "es", "Europe/Madrid"), (user.Email, user.Name, user.Language, user.TimeZone));
        Assert.NotNull(user.LastLoginAt);
        Assert.Equal(Role.Owner, (await _door.Members.FindAsync(user.Id, signed.OrgId, default))!.Role);
        Assert.Equal(["github"], (await _door.Logins.ListAsync(Doorstep.PrincipalOf(signed), default)).Select(login => login.Kind));
    }

    [Fact]
    public async Task Finish_SameSubject_IsTheSameAccountWhateverItsAddressIsNow()
    {
        SignedIn first = await InAsync(_door.GitHub, Mara);

        SignedIn second = await InAsync(_door.GitHub, Mara with { Email = "new@example.com" });

        Assert.Equal(first.UserId, second.UserId);
        Assert.Equal(Doorstep.Email, (await _door.UserAsync(first.UserId)).Email);
    }

    [Fact]
    public async Task Finish_SameSubjectAtAnotherProvider_IsSomebodyElse() => Assert.NotEqual(
        (await InAsync(_door.GitHub, Mara with { Email = null })).UserId, (await InAsync(_door.Discord, Mara with { Email = null })).UserId);

    [Fact]
    public async Task Finish_UnverifiedAddressOfAnAccount_OpensAnotherWithoutAnAddress()
    {
        SignedIn owner = await _door.SignedUpAsync();

        SignedIn other = await InAsync(_door.GitHub, Mara with { EmailVerified = false });

        Assert.NotEqual(owner.UserId, other.UserId);
        Assert.Null((await _door.UserAsync(other.UserId)).Email);
    }

    [Fact]
    public async Task Finish_VerifiedAddressOfAnAccount_SignsInToNothingUntilItIsLinked()
    {
        SignedIn owner = await _door.SignedUpAsync();
        Assert.Equal("email_has_account", (await _door.ThroughAsync(_door.GitHub, Mara)).Problem?.Code);

        ProviderArrival linked = Doorstep.Must(await _door.ThroughAsync(_door.GitHub, Mara, Doorstep.PrincipalOf(owner)));

        Assert.Null(linked.Signed);
        Assert.Equal(owner.UserId, (await InAsync(_door.GitHub, Mara)).UserId);
        await _door.Outbox.SendAsync(linked.Envelope!, default);
        Assert.Equal((Doorstep.Email, "method_added"), (_door.Inbox.Sent[^1].To, _door.Inbox.Sent[^1].Purpose));
        Assert.Contains("sign_in_method_linked", await _door.AuditedAsync(owner.UserId));
    }

    [Fact]
    public async Task Finish_TwoProvidersWithOneVerifiedAddress_AreNotOneAccountByThemselves()
    {
        await InAsync(_door.GitHub, Mara);

        Assert.Equal("email_has_account", (await _door.ThroughAsync(_door.Discord, Mara)).Problem?.Code);
    }

    [Fact]
    public async Task Finish_ManyFirstSignInsAtOnce_OpenOneAccount()
    {
        Outcome<ProviderArrival>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _door.ThroughAsync(_door.GitHub, Mara)));

        Assert.Single(all.Select(one => Doorstep.Must(one).Signed!.UserId).Distinct());
    }

    [Fact]
    public async Task Finish_CrashAfterTheLoginWasClaimed_IsMadeGood()
    {
        var accounts = _door.OpenAccount;
        Login login = await accounts.ClaimAsync(Login.IdOfProvider("github", Mara.Subject), "github", null, default);

        SignedIn signed = await InAsync(_door.GitHub, Mara);

        Assert.Equal(login.UserId, signed.UserId);
        Assert.Equal(Doorstep.Email, (await _door.UserAsync(login.UserId)).Email);
    }

    [Fact]
    public async Task Finish_ClosedAccount_IsRefused()
    {
        SignedIn signed = await InAsync(_door.GitHub, Mara);
        await _door.Store.PatchAsync<User>(
            Containers.Users, signed.UserId, signed.UserId, [new PatchOperation(PatchKind.Set, "active", false)], null, default);

        Assert.Equal("account_closed", (await _door.ThroughAsync(_door.GitHub, Mara)).Problem?.Code);
    }

    [Fact]
    public async Task Finish_AddressOfTheAccount_GetsAPasswordByAskingForOne()
    {
        SignedIn signed = await InAsync(_door.GitHub, Mara);

        string token = await _door.LinkAsync(await _door.Reset.BeginAsync(Doorstep.Email, Doorstep.Browser, default));
        Assert.Null(await _door.Reset.FinishAsync(token, Doorstep.Password, default));

        Assert.Equal(signed.UserId, Doorstep.Must(await _door.SignIn.ExecuteAsync(Doorstep.Email, Doorstep.Password, Doorstep.Browser, default)).UserId);
        Assert.Equal(["password", "github"], (await _door.Logins.ListAsync(Doorstep.PrincipalOf(signed), default)).Select(login => login.Kind));
    }

    [Fact]
    public async Task Take_ByTheBrowserThatBegan_WorksOnce()
    {
        ProviderStart start = await BeginAsync();

        ProviderReturn? back = await TakeAsync(start);

        Assert.Equal(_door.GitHub.Asked, back!.Request);
        Assert.Equal("/videos", back.Attempt.Request.ReturnTo);
        Assert.Null(await TakeAsync(start));
    }

    [Fact]
    public async Task Take_AnotherBrowserProviderOrState_IsRefusedAndChangesNothing()
    {
        ProviderStart start = await BeginAsync(), other = await BeginAsync();

        Assert.Null(await TakeAsync(start with { BrowserSecret = other.BrowserSecret }));
        Assert.Null(await _door.Providers.TakeAsync("github", PlayedProvider.StateOf(start), null, default));
        Assert.Null(await _door.Providers.TakeAsync("discord", PlayedProvider.StateOf(start), start.BrowserSecret, default));
        Assert.Null(await _door.Providers.TakeAsync("github", "made-up", start.BrowserSecret, default));
        Assert.NotNull(await TakeAsync(start));
    }

    [Fact]
    public async Task Take_AfterTenMinutes_IsRefused()
    {
        ProviderStart start = await BeginAsync();
        _door.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Null(await TakeAsync(start));
    }

    [Fact]
    public async Task Begin_ProviderThatIsNotConfigured_IsNotFound()
    {
        Problem problem = (await _door.Providers.BeginAsync("google", Doorstep.Request, null, default)).Problem!;

        Assert.Equal((ProblemKind.NotFound, "provider_unknown"), (problem.Kind, problem.Code));
        Assert.Contains("github, discord", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_LinkByAProgramsKey_IsRefused()
    {
        SignedIn owner = await _door.SignedUpAsync();

        Assert.Equal("session_needed", (await _door.Providers.BeginAsync(
            "github", Doorstep.Request, Doorstep.PrincipalOf(owner) with { SessionId = null }, default)).Problem?.Code);
    }

    [Fact]
    public async Task Link_LoginOfAnotherAccount_IsRefused()
    {
        SignedIn first = await InAsync(_door.GitHub, Mara with { Email = null });
        SignedIn owner = await _door.SignedUpAsync();

        Assert.Equal("login_of_other", (await _door.ThroughAsync(_door.GitHub, Mara, Doorstep.PrincipalOf(owner))).Problem?.Code);
        Assert.Equal(first.UserId, (await InAsync(_door.GitHub, Mara)).UserId);
    }

    [Fact]
    public async Task Link_SignedOutMeanwhile_IsRefused()
    {
        SignedIn owner = await _door.SignedUpAsync();
        await _door.Sessions.EndAsync(owner.UserId, owner.SessionId, "revoked", default);

        Assert.Equal("session_ended", (await _door.ThroughAsync(_door.GitHub, Mara, Doorstep.PrincipalOf(owner))).Problem?.Code);
        Assert.Equal("email_has_account", (await _door.ThroughAsync(_door.GitHub, Mara)).Problem?.Code);
    }

    [Fact]
    public async Task Remove_OneOfTwo_SignsInToTheAccountNoMore()
    {
        Principal owner = Doorstep.PrincipalOf(await _door.SignedUpAsync());
        Doorstep.Must(await _door.ThroughAsync(_door.GitHub, Mara, owner));

        Assert.Null(await _door.Logins.RemoveAsync(owner, await IdAsync(owner, "github"), default));

        Assert.Equal(["password"], (await _door.Logins.ListAsync(owner, default)).Select(login => login.Kind));
        Assert.Contains("sign_in_method_removed", await _door.AuditedAsync(owner.UserId));
        Assert.NotEqual(owner.UserId, (await InAsync(_door.GitHub, Mara with { Email = null })).UserId);
    }

    [Fact]
    public async Task Remove_CutOffBeforeTheLoginWasGone_SignsInToTheAccountNoMore()
    {
        Principal owner = Doorstep.PrincipalOf(await _door.SignedUpAsync());
        Doorstep.Must(await _door.ThroughAsync(_door.GitHub, Mara, owner));
        string id = await IdAsync(owner, "github");
        await _door.Store.DeleteAsync(Containers.Users, owner.UserId, LoginOf.IdOf(id), null, default);

        Assert.NotEqual(owner.UserId, (await InAsync(_door.GitHub, Mara with { Email = null })).UserId);
    }

    [Fact]
    public async Task Remove_TheLastOrThePasswordOrAnothers_IsRefused()
    {
        Principal first = Doorstep.PrincipalOf(await InAsync(_door.GitHub, Mara with { Email = null }));
        Principal owner = Doorstep.PrincipalOf(await _door.SignedUpAsync());

        Assert.Equal("last_login", (await _door.Logins.RemoveAsync(first, await IdAsync(first, "github"), default))?.Code);
        Assert.Equal("password_stays", (await _door.Logins.RemoveAsync(owner, await IdAsync(owner, "password"), default))?.Code);
        Assert.Equal("not_found", (await _door.Logins.RemoveAsync(owner, await IdAsync(first, "github"), default))?.Code);
    }

    [Fact]
    public async Task Remove_BothAtOnce_OneRemains()
    {
        Principal owner = Doorstep.PrincipalOf(await InAsync(_door.GitHub, Mara with { Email = null }));
        Doorstep.Must(await _door.ThroughAsync(_door.Discord, Mara with { Email = null }, owner));
        string[] ids = [.. (await _door.Logins.ListAsync(owner, default)).Select(login => login.Id)];

        await Task.WhenAll(ids.Select(id => _door.Logins.RemoveAsync(owner, id, default)));

        Assert.NotEmpty(await _door.Logins.ListAsync(owner, default));
    }

    private async Task<SignedIn> InAsync(PlayedProvider provider, SignInProfile profile) =>
        Doorstep.Must(await _door.ThroughAsync(provider, profile)).Signed!;

    private async Task<ProviderStart> BeginAsync() => Doorstep.Must(await _door.Providers.BeginAsync("github", Doorstep.Request, null, default));

    private Task<ProviderReturn?> TakeAsync(ProviderStart start) =>
        _door.Providers.TakeAsync("github", PlayedProvider.StateOf(start), start.BrowserSecret, default);

    private async Task<string> IdAsync(Principal owner, string kind) =>
        Assert.Single(await _door.Logins.ListAsync(owner, default), login => login.Kind == kind).Id;
}
