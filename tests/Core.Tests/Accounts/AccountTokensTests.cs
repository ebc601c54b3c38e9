using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Accounts;

/// <summary>A platform that rotates refresh tokens takes each of them once; whoever comes second with one has lost the account.</summary>
public sealed class AccountTokensTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly SecretBox _secrets = new(new Dictionary<int, byte[]> { [1] = new byte[32] });
    private readonly RotatingPlatform _platform = new();
    private readonly AccountTokens _tokens;

    public AccountTokensTests() => _tokens = new AccountTokens(
        _bench.Store, [_platform], _secrets, _bench.Events, new AccountNotices(_bench.Notifier, _bench.Members), _bench.Clock);

    [Fact]
    public async Task Get_TwoAtOnce_OneRenewsAndTheOtherIsToldToWait()
    {
        await ConnectAsync();
        _platform.Gate = new TaskCompletionSource();
        Task<(IConnectablePlatform, string AccessToken)> first = _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default);

        TransientException second = await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default));
        _platform.Gate.SetResult();

        Assert.Equal("account_renewing", second.Code);
        Assert.NotNull(second.RetryAfter);
        Assert.Equal("access-1", (await first).AccessToken);
        Assert.Equal("access-1", (await _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default)).AccessToken);
        Assert.Equal(AccountStatus.Connected, (await ReadAsync()).Status);
        Assert.Equal(1, _platform.Renewals);
    }

    [Fact]
    public async Task Get_WhoRenewedDied_ItIsRenewedAfterAWhile()
    {
        await ConnectAsync(renewingUntil: _bench.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default));

        _bench.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("access-1", (await _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default)).AccessToken);
        Assert.Null((await ReadAsync()).RenewingUntil);
    }

    [Fact]
    public async Task Get_PlatformDoesNotAnswer_TheNextMayTryAtOnce()
    {
        await ConnectAsync();
        _platform.Trouble = new TransientException("platform_unavailable", "It does not answer.");
        await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default));

        _platform.Trouble = null;

        Assert.Equal("access-1", (await _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default)).AccessToken);
    }

    [Fact]
    public async Task Get_TokenRefused_TheAccountHasToBeConnectedAgain()
    {
        await ConnectAsync();
        _platform.Trouble = new PermanentException("account_needs_reconnecting", "invalid_grant");

        PermanentException error = await Assert.ThrowsAsync<PermanentException>(() => _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default));

        Assert.Equal("account_needs_reconnecting", error.Code);
        ConnectedAccount account = await ReadAsync();
        Assert.Equal((AccountStatus.NeedsReconnecting, null), (account.Status, account.RenewingUntil));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public async Task Get_KeyIsNewerThanAllAtHand_IsWorthAnotherTry(int minutes)
    {
        await ConnectAsync(life: TimeSpan.FromMinutes(minutes), secrets: new SecretBox(new Dictionary<int, byte[]> { [2] = new byte[32] }));

        TransientException error = await Assert.ThrowsAsync<TransientException>(() => _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default));

        Assert.Equal("keys_unavailable", error.Code);
        ConnectedAccount account = await ReadAsync();
        Assert.Equal((AccountStatus.Connected, null), (account.Status, account.RenewingUntil));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public async Task Get_KeyIsGone_TheAccountHasToBeConnectedAgain(int minutes)
    {
        await ConnectAsync(life: TimeSpan.FromMinutes(minutes), secrets: new SecretBox(new Dictionary<int, byte[]> { [1] = [.. Enumerable.Repeat((byte)9, 32)] }));

        PermanentException error = await Assert.ThrowsAsync<PermanentException>(() => _tokens.GetAsync(Workbench.Owner.OrgId, "acc_1", default));

        Assert.Equal("account_needs_reconnecting", error.Code);
        Assert.Equal(AccountStatus.NeedsReconnecting, (await ReadAsync()).Status);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<ConnectedAccount> ReadAsync() =>
        (await _bench.Store.ReadAsync<ConnectedAccount>(Containers.Accounts, Workbench.Owner.OrgId, "acc_1", default))!;

    private async Task ConnectAsync(DateTimeOffset? renewingUntil = null, TimeSpan? life = null, SecretBox? secrets = null) => await _bench.Store.UpsertAsync(Containers.Accounts, new ConnectedAccount
    {
        Id = "acc_1",
        Partition = Workbench.Owner.OrgId,
        OrgId = Workbench.Owner.OrgId,
        CreatedBy = Workbench.Owner.UserId,
        CreatedAt = _bench.Clock.GetUtcNow(),
        Platform = _platform.Platform,
        ExternalId = "1",
        DisplayName = "Mara climbs",
        Status = AccountStatus.Connected,
        Scopes = [],
        SealedAccessToken = (secrets ?? _secrets).Seal("access-0", "account/acc_1/access"),
        AccessExpiresAt = _bench.Clock.GetUtcNow() + (life ?? TimeSpan.FromMinutes(1)),
        SealedRefreshToken = (secrets ?? _secrets).Seal("refresh-0", "account/acc_1/refresh"),
        RefreshExpiresAt = _bench.Clock.GetUtcNow() + TimeSpan.FromDays(365),
        RenewingUntil = renewingUntil,
    }, default);

    private sealed class RotatingPlatform : IConnectablePlatform
    {
        public string Platform => "tiktok";

        public TaskCompletionSource? Gate { get; set; }

        public WorkException? Trouble { get; set; }

        public int Renewals { get; private set; }

        public async Task<PlatformTokens> RefreshAsync(string refreshToken, CancellationToken cancellation)
        {
            if (Trouble is not null)
                throw Trouble;
            if (refreshToken != $"refresh-{Renewals}")
                throw new PermanentException("account_needs_reconnecting", "This refresh token has been used.");
            Renewals++;
            if (Gate is not null)
                await Gate.Task;
            return new PlatformTokens(
                "1", $"access-{Renewals}", DateTimeOffset.MaxValue.AddDays(-2), $"refresh-{Renewals}", DateTimeOffset.MaxValue.AddDays(-1), []);
        }

        public Uri CreateAuthorizeUrl(ConnectRequest request) => throw new NotSupportedException();

        public Task<PlatformTokens> ExchangeCodeAsync(string code, ConnectRequest request, CancellationToken cancellation) => throw new NotSupportedException();

        public Task RevokeAsync(string accessToken, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<PlatformProfile> GetProfileAsync(string accessToken, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
