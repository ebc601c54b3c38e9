using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Billing;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Accounts;

namespace Shortloop.Core.Tests.Billing;

public sealed class SignUpBonusTests : IDisposable
{
    private readonly Doorstep _door = new();

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task SignUp_VerifiedPerson_HasTheBonusOnce()
    {
        SignedIn mara = await _door.SignedUpAsync();
        Login login = (await LoginOf(Doorstep.Email))!;

        await _door.OpenAccount.EnsureAsync(login, new NewPerson(Doorstep.Email, "Mara", "en", "Etc/UTC"), default);

        Assert.Equal(10, await BalanceOf(mara.OrgId));
        Assert.Equal(EntryKind.Bonus, Assert.Single((await _door.Credits.ListAsync(mara.OrgId, null, 10, default)).Items).Kind);
    }

    [Fact]
    public async Task SignUp_SameAddressAfterTheAccountWasDeleted_BringsNothing()
    {
        SignedIn first = await _door.SignedUpAsync();
        string loginId = Login.IdOfEmail(Doorstep.Email);
        await _door.Store.DeleteAsync(Containers.Logins, loginId, loginId, null, default);
        await _door.Store.DeleteAsync(Containers.Users, first.UserId, first.UserId, null, default);

        SignedIn second = await _door.SignedUpAsync();

        Assert.NotEqual(first.OrgId, second.OrgId);
        Assert.Equal(0, await BalanceOf(second.OrgId));
    }

    [Fact]
    public async Task SignUp_SameAddressThroughAProvider_BringsNothing()
    {
        await _door.SignedUpAsync();
        Login google = await _door.OpenAccount.ClaimAsync(Login.IdOfProvider("google", "1"), "google", null, default);

        User user = await _door.OpenAccount.EnsureAsync(google, new NewPerson(Doorstep.Email, "Mara", "en", "Etc/UTC"), default);

        Assert.Equal(0, await BalanceOf(user.OrgId));
    }

    private Task<Login?> LoginOf(string email) =>
        _door.Store.ReadAsync<Login>(Containers.Logins, Login.IdOfEmail(email), Login.IdOfEmail(email), default);

    private async Task<int> BalanceOf(string orgId) => (await _door.Credits.ReadAsync(orgId, default)).Balance;
}
