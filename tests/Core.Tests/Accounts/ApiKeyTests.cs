using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

public sealed class ApiKeyTests : IDisposable
{
    private readonly Doorstep _door = new();
    private readonly Members _members;
    private readonly AuditLog _audit;
    private readonly ApiKeys _keys;
    private readonly KeyGate _gate;

    public ApiKeyTests()
    {
        _members = new Members(_door.Store, _door.Clock);
        _audit = new AuditLog(_door.Store, _door.Clock);
        _keys = new ApiKeys(_door.Store, _audit, _door.Clock);
        _gate = new KeyGate(_door.Store, _members, _door.Clock);
    }

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Find_ByItsToken_IsItsMakerInItsOrganisation()
    {
        Principal mara = await SignUp();
        MadeKey made = await Make(mara, KeyScope.Write);

        Principal found = (await _gate.FindAsync(made.Token, default))!;

        Assert.StartsWith("sk_shortloop_", made.Token, StringComparison.Ordinal);
        Assert.Equal((mara.UserId, mara.OrgId, Role.Editor, made.Key.Id), (found.UserId, found.OrgId, found.Role, found.Key!.Id));
        Assert.Null(found.SessionId);
    }

    [Theory]
    [InlineData(Role.Viewer, KeyScope.Read)]
    [InlineData(Role.Editor, KeyScope.Read, KeyScope.Write)]
    [InlineData(Role.Admin, KeyScope.Publish)]
    [InlineData(Role.Admin, KeyScope.Manage)]
    public async Task Find_OfAnOwner_HasNoMoreThanItsScopesNeed(Role role, params KeyScope[] scopes) =>
        Assert.Equal(role, (await _gate.FindAsync((await Make(await SignUp(), scopes)).Token, default))!.Role);

    [Fact]
    public async Task Find_TamperedOrMadeUp_IsNobody()
    {
        string token = (await Make(await SignUp(), KeyScope.Read)).Token;

        Assert.Null(await _gate.FindAsync(token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), default));
        Assert.Null(await _gate.FindAsync(token + "A", default));
        Assert.Null(await _gate.FindAsync("sk_shortloop_", default));
        Assert.Null(await _gate.FindAsync("sk_shortloop_" + new string('0', 32) + "_" + new string('A', 43), default));
        Assert.Null(await _gate.FindAsync("sk_shortloop_" + new string('/', 32) + "_" + new string('A', 43), default));
    }

    [Fact]
    public async Task Stored_Key_HoldsNothingThatOpens()
    {
        MadeKey made = await Make(await SignUp(), KeyScope.Read);

        ApiKey stored = (await _door.Store.ReadAsync<ApiKey>(Containers.Keys, made.Key.Id, made.Key.Id, default))!;

        Assert.DoesNotContain(ApiKeyToken.Read(made.Token)!.Secret, stored.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_ThenTheToken_OpensNothingAndIsNotListed()
    {
        Principal mara = await SignUp();
        MadeKey made = await Make(mara, KeyScope.Read);

        Assert.True(await _keys.RevokeAsync(mara, made.Key.Id, default));

        Assert.Null(await _gate.FindAsync(made.Token, default));
        Assert.Empty((await _keys.ListAsync(mara, null, 10, default)).Items);
        Assert.False(await _keys.RevokeAsync(mara, made.Key.Id, default));
        Assert.Equal(["key_revoked", "key_created"], (await _audit.ListAsync(mara.OrgId, null, 10, default)).Items.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Revoke_ByAnotherOrganisation_FindsNone()
    {
        MadeKey made = await Make(await SignUp(), KeyScope.Read);

        Assert.False(await _keys.RevokeAsync(await SignUp("joe@example.com"), made.Key.Id, default));
        Assert.NotNull(await _gate.FindAsync(made.Token, default));
    }

    [Fact]
    public async Task Find_AfterItsEnd_IsNobody()
    {
        Principal mara = await SignUp();
        var wish = new KeyWish("CI", [KeyScope.Read], _door.Clock.GetUtcNow().AddDays(1));
        string token = Doorstep.Must(await _keys.CreateAsync(mara, wish, default)).Token;
        Assert.NotNull(await _gate.FindAsync(token, default));

        _door.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null(await _gate.FindAsync(token, default));
    }

    [Fact]
    public async Task Find_MakerDemoted_HasTheLowerRole()
    {
        Principal mara = await SignUp();
        string token = (await Make(mara, KeyScope.Manage)).Token;

        await ChangeAsync(mara, membership => membership with { Role = Role.Viewer });

        Assert.Equal(Role.Viewer, (await _gate.FindAsync(token, default))!.Role);
    }

    [Fact]
    public async Task Find_MakerGoneOrDeactivated_IsNobody()
    {
        Principal mara = await SignUp();
        string token = (await Make(mara, KeyScope.Read)).Token;
        User user = (await _door.Store.ReadAsync<User>(Containers.Users, mara.UserId, mara.UserId, default))!;
        user = await _door.Store.UpsertAsync(Containers.Users, user with { Active = false }, default);
        Assert.Null(await _gate.FindAsync(token, default));
        await _door.Store.UpsertAsync(Containers.Users, user with { Active = true }, default);
        Assert.NotNull(await _gate.FindAsync(token, default));

        await _door.Store.DeleteAsync(Containers.Organisations, mara.OrgId, Membership.IdOf(mara.UserId), null, default);

        Assert.Null(await _gate.FindAsync(token, default));
    }

    [Fact]
    public async Task LastUsed_IsKeptToTheHour()
    {
        Principal mara = await SignUp();
        string token = (await Make(mara, KeyScope.Read)).Token;
        DateTimeOffset first = _door.Clock.GetUtcNow();
        await _gate.FindAsync(token, default);
        _door.Clock.Advance(TimeSpan.FromMinutes(59));
        await _gate.FindAsync(token, default);
        Assert.Equal(first, await LastUsed());
        _door.Clock.Advance(TimeSpan.FromMinutes(1));
        await _gate.FindAsync(token, default);
        Assert.Equal(first.AddHours(1), await LastUsed());

        async Task<DateTimeOffset?> LastUsed() => Assert.Single((await _keys.ListAsync(mara, null, 10, default)).Items).LastUsedAt;
    }

    [Theory]
    [InlineData(null, "read", "name")]
    [InlineData(" ", "read", "name")]
    [InlineData("CI", null, "scopes")]
    public async Task Create_WithoutWhatItNeeds_SaysWhich(string? name, string? scope, string field)
    {
        Outcome<MadeKey> outcome = await _keys.CreateAsync(await SignUp(), new KeyWish(name, scope is null ? [] : [KeyScope.Read], null), default);

        Assert.Contains(field, outcome.Problem!.Details!.Keys);
    }

    [Fact]
    public async Task Create_ByThePersonAtThisMachine_IsRefused() =>
        Assert.Equal("accounts_off", (await _keys.CreateAsync(Principal.LocalOwner, new KeyWish("CI", [KeyScope.Read], null), default)).Problem?.Code);

    [Fact]
    public async Task Create_MoreThanFifty_IsRefused()
    {
        Principal mara = await SignUp();
        for (int i = 0; i < 50; i++)
            await Make(mara, KeyScope.Read);

        Assert.Equal("too_many_keys", (await _keys.CreateAsync(mara, new KeyWish("CI", [KeyScope.Read], null), default)).Problem?.Code);
    }

    private async Task<Principal> SignUp(string email = Doorstep.Email)
    {
        SignedIn signed = await _door.SignedUpAsync(email);
        return (await _members.FindAsync(signed.UserId, signed.OrgId, default))!;
    }

    private async Task<MadeKey> Make(Principal caller, params KeyScope[] scopes) =>
        Doorstep.Must(await _keys.CreateAsync(caller, new KeyWish("CI", scopes, null), default));

    private async Task ChangeAsync(Principal who, Func<Membership, Membership> change)
    {
        string id = Membership.IdOf(who.UserId);
        Membership present = (await _door.Store.ReadAsync<Membership>(Containers.Organisations, who.OrgId, id, default))!;
        await _door.Store.UpsertAsync(Containers.Organisations, change(present), default);
    }
}
