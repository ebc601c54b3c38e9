using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

public sealed class SignInTests : IDisposable
{
    private static readonly Caller Elsewhere = new("198.51.100.7", "curl");

    private readonly Doorstep _door = new();

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task SignIn_UnknownAddressAndWrongPassword_AreToldAlikeAfterTheSameWork()
    {
        await _door.SignedUpAsync();

        int before = _door.Hasher.Verified;
        Problem? wrong = (await Try("a wrong password")).Problem;
        int forWrong = _door.Hasher.Verified - before;
        Problem? unknown = (await _door.SignIn.ExecuteAsync("nobody@example.com", "a wrong password", Elsewhere, default)).Problem;

        Assert.Equal(("credentials_wrong", forWrong), (unknown!.Code, _door.Hasher.Verified - before - forWrong));
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task SignIn_ClosedAccount_IsToldAsWrong()
    {
        SignedIn signed = await _door.SignedUpAsync();
        await _door.Store.PatchAsync<User>(
            Containers.Users, signed.UserId, signed.UserId, [new PatchOperation(PatchKind.Set, "active", false)], null, default);

        Assert.Equal("credentials_wrong", (await Try(Doorstep.Password)).Problem?.Code);
    }

    [Fact]
    public async Task SignIn_HashOfAnOlderKind_IsReplaced()
    {
        await _door.SignedUpAsync();
        _door.Hasher.Kind = "v2";

        Assert.Null((await Try(Doorstep.Password)).Problem);

        string id = Login.IdOfEmail(Doorstep.Email);
        Assert.StartsWith("v2:", (await _door.Store.ReadAsync<Login>(Containers.Logins, id, id, default))!.PasswordHash, StringComparison.Ordinal);
        Assert.Null((await Try(Doorstep.Password)).Problem);
    }

    [Fact]
    public async Task SignIn_ManyWrongPasswords_WaitsLongerEachTimeUpToAQuarterOfAnHour()
    {
        await _door.SignedUpAsync();
        List<double> waits = [];
        for (int i = 0; i < 20; i++)
        {
            Problem problem = (await Try("a wrong password", Elsewhere)).Problem!;
            if (problem.RetryAfter is not { } wait)
                continue;
            waits.Add(wait.TotalSeconds);
            _door.Clock.Advance(wait);
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128], waits.Take(7));
        Assert.All(waits, wait => Assert.InRange(wait, 1, 900));
    }

    [Fact]
    public async Task SignIn_RightPasswordWhileWaiting_IsNotLookedAt()
    {
        await _door.SignedUpAsync();
        for (int i = 0; i < 5; i++)
            await Try("a wrong password", Elsewhere);

        Assert.Equal("too_many_tries", (await Try(Doorstep.Password, Elsewhere)).Problem?.Code);
        _door.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null((await Try(Doorstep.Password, Elsewhere)).Problem);
    }

    [Fact]
    public async Task SignIn_OwnersDeviceWhileOthersGuess_IsNotHeldUp()
    {
        await _door.SignedUpAsync();
        for (int i = 0; i < 12; i++)
            await Try("a wrong password", new Caller($"198.51.100.{i}", "a botnet"));

        Assert.Equal("too_many_tries", (await Try(Doorstep.Password, new Caller("203.0.113.9", "a new device"))).Problem?.Code);
        Assert.Null((await Try(Doorstep.Password, Doorstep.Browser with { KnownDevice = true })).Problem);
    }

    [Fact]
    public async Task SignIn_ManyAtOnce_NoMoreThanTheFreeOnesAreLookedAt()
    {
        await _door.SignedUpAsync();
        int before = _door.Hasher.Verified;

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Try("a wrong password", Elsewhere)));

        Assert.InRange(_door.Hasher.Verified - before, 1, 5);
    }

    [Fact]
    public async Task SignIn_OneNetworkManyAccounts_IsDampedToo()
    {
        for (int i = 0; i < 30; i++)
            await _door.SignIn.ExecuteAsync($"user{i}@example.com", "a wrong password", Elsewhere, default);

        Assert.Equal("too_many_tries", (await _door.SignIn.ExecuteAsync("user99@example.com", "x", Elsewhere, default)).Problem?.Code);
    }

    [Fact]
    public async Task SignIn_OfficeOfManyPeople_IsNotDampedByTheirSigningIn()
    {
        await _door.SignedUpAsync();

        for (int i = 0; i < 100; i++)
            Assert.Null((await Try(Doorstep.Password)).Problem);
    }

    private Task<Outcome<SignedIn>> Try(string password, Caller? caller = null) =>
        _door.SignIn.ExecuteAsync(Doorstep.Email, password, caller ?? Doorstep.Browser, default);
}
