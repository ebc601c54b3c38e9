using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Administration;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Accounts;

namespace Shortloop.Core.Tests.Administration;

public sealed class SystemAdminTests : IDisposable
{
    private readonly Doorstep _door = new();
    private readonly AuditLog _audit;
    private readonly FindUsers _users;
    private readonly AppointAdmin _appoint;

    public SystemAdminTests()
    {
        _audit = new AuditLog(_door.Store, _door.Clock);
        _users = new FindUsers(_door.Store);
        _appoint = new AppointAdmin(_door.Store, _users, _audit);
    }

    private SystemAdmins Admins => new(_door.Store, NamedAdmins.None);

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Include_RoleGivenAndTaken_HoldsFromTheNextCallOn()
    {
        Principal mara = await SignUpAsync();
        Assert.False(await Admins.IncludeAsync(mara, default));

        Doorstep.Must(await _appoint.ExecuteAsync($" {Doorstep.Email.ToUpperInvariant()} ", default));
        Assert.True(await Admins.IncludeAsync(mara, default));

        Principal joe = await AdminAsync("joe@example.com");
        Doorstep.Must(await ChangeAsync(joe, mara.UserId, role: UserRole.User));
        Assert.False(await Admins.IncludeAsync(mara, default));
    }

    [Fact]
    public async Task Include_WithoutASession_NeverEvenForAnAdmin() =>
        Assert.False(await Admins.IncludeAsync((await AdminAsync()) with { SessionId = null }, default));

    [Fact]
    public async Task Include_LocalOwner_OnlyAsItIs()
    {
        Assert.True(await Admins.IncludeAsync(Principal.LocalOwner, default));
        Assert.False(await Admins.IncludeAsync(Principal.LocalOwner with { OrgId = "org_other" }, default));
    }

    [Fact]
    public async Task Include_AddressNamedByTheConfiguration_IsOneAndStaysOne()
    {
        Principal mara = await SignUpAsync();
        var named = new SystemAdmins(_door.Store, NamedAdmins.Read($"x@example.com, {Doorstep.Email.ToUpperInvariant()}")!);
        Assert.True(await named.IncludeAsync(mara, default));

        Principal joe = await AdminAsync("joe@example.com");
        var change = new ChangeUser(_door.Store, named, _door.Sessions, _audit);
        Assert.Equal("admin_by_configuration", (await change.ExecuteAsync(joe, mara.UserId, false, null, null, default)).Problem?.Code);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("a@example.com;b@example.com", 2)]
    [InlineData("a@example.com nonsense", null)]
    public void Read_NamedAdmins_TakesAddressesOnly(string? text, int? count) => Assert.Equal(count, NamedAdmins.Read(text)?.Addresses.Count);

    [Fact]
    public async Task Appoint_UnknownAddressOrTwice_ChangesNothing()
    {
        Assert.Equal("account_unknown", (await _appoint.ExecuteAsync("nobody@example.com", default)).Problem?.Code);
        await AdminAsync();

        Assert.False(Doorstep.Must(await _appoint.ExecuteAsync(Doorstep.Email, default)).Changed);

        AuditEntry entry = Assert.Single((await _audit.ListAsync(AuditLog.Installation, null, 10, default)).Items);
        Assert.Equal(("system_role_changed", AppointAdmin.Terminal), (entry.Action, entry.CreatedBy));
    }

    [Fact]
    public async Task Change_Closed_EndsEverySessionAndKeepsOut()
    {
        Principal admin = await AdminAsync();
        SignedIn joe = await _door.SignedUpAsync("joe@example.com");

        Doorstep.Must(await ChangeAsync(admin, joe.UserId, active: false));

        Assert.False(await _door.Sessions.IsLiveAsync(joe.UserId, joe.SessionId, default));
        Assert.Equal("session_ended", (await _door.Sessions.RefreshAsync(joe.RefreshToken, null, default)).Problem?.Code);
        Assert.Equal("credentials_wrong", (await _door.SignIn.ExecuteAsync("joe@example.com", Doorstep.Password, Doorstep.Browser, default)).Problem?.Code);

        Doorstep.Must(await ChangeAsync(admin, joe.UserId, active: true));
        Assert.False(await _door.Sessions.IsLiveAsync(joe.UserId, joe.SessionId, default));
        Assert.Equal(
            ["account_opened", "account_closed", "system_role_changed"],
            (await _audit.ListAsync(AuditLog.Installation, null, 10, default)).Items.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Change_OneselfOrAnOldVersion_IsRefused()
    {
        Principal admin = await AdminAsync();
        Principal joe = await SignUpAsync("joe@example.com");

        Assert.Equal("own_account", (await ChangeAsync(admin, admin.UserId, role: UserRole.User)).Problem?.Code);
        Assert.Equal("own_account", (await ChangeAsync(admin, admin.UserId, active: false)).Problem?.Code);
        Assert.Equal("changed_meanwhile", (await ChangeAsync(admin, joe.UserId, active: false, etag: "old")).Problem?.Code);
    }

    [Fact]
    public async Task Change_TwoAdminsMakeEachOtherLessAtOnce_OneRemains()
    {
        Principal one = await AdminAsync();
        Principal other = await AdminAsync("joe@example.com");

        for (int i = 0; i < 20; i++)
        {
            await Task.WhenAll(
                Task.Run(() => ChangeAsync(one, other.UserId, role: UserRole.User)), Task.Run(() => ChangeAsync(other, one.UserId, role: UserRole.User)));
            Assert.True(await Admins.IncludeAsync(one, default) || await Admins.IncludeAsync(other, default));
            await _appoint.ExecuteAsync(Doorstep.Email, default);
            await _appoint.ExecuteAsync("joe@example.com", default);
        }
    }

    [Fact]
    public async Task List_SearchAndPages_FindPeopleAndNothingElse()
    {
        Principal mara = await SignUpAsync();
        Principal joe = await SignUpAsync("joe@example.com");

        Page<User> first = await _users.ListAsync(null, null, 1, default);
        Assert.Equal([joe.UserId], first.Items.Select(user => user.Id));
        Assert.Equal([mara.UserId], (await _users.ListAsync(null, first.Next, 1, default)).Items.Select(user => user.Id));
        Assert.Equal([joe.UserId], (await _users.ListAsync("JOE@example.com", null, 10, default)).Items.Select(user => user.Id));
        Assert.Equal([mara.UserId], (await _users.ListAsync(mara.UserId[..^1], null, 10, default)).Items.Select(user => user.Id));
        Assert.Empty((await _users.ListAsync("usr_x", null, 10, default)).Items);
    }

    private Task<Outcome<User>> ChangeAsync(Principal caller, string userId, bool? active = null, UserRole? role = null, string? etag = null) =>
        new ChangeUser(_door.Store, Admins, _door.Sessions, _audit).ExecuteAsync(caller, userId, active, role, etag, default);

    private async Task<Principal> SignUpAsync(string email = Doorstep.Email)
    {
        SignedIn signed = await _door.SignedUpAsync(email);
        _door.Clock.Advance(TimeSpan.FromSeconds(1));
        return new Principal(signed.UserId, signed.OrgId, Role.Owner) { SessionId = signed.SessionId };
    }

    private async Task<Principal> AdminAsync(string email = Doorstep.Email)
    {
        Principal person = await SignUpAsync(email);
        Doorstep.Must(await _appoint.ExecuteAsync(email, default));
        return person;
    }
}
