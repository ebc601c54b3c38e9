using Microsoft.Extensions.Logging;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Accounts;

public sealed class RotateKeysTests : IDisposable
{
    private static readonly CancellationToken Cancellation = CancellationToken.None;

    private readonly Workbench _bench = new();
    private readonly Ring _ring;
    private readonly SecretBox _secrets;
    private readonly Lines _lines = new();
    private readonly RotateKeys _rotate;

    public RotateKeysTests()
    {
        _ring = new Ring(_bench.Clock);
        _secrets = new SecretBox(_ring);
        _rotate = new RotateKeys(_ring, _ring, _bench.Store, _secrets, _lines);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Add_KeyOfNinetyDays_IsFollowedByOneAndOnlyOne()
    {
        await _rotate.AddAsync(_bench.Clock.GetUtcNow() + RotateKeys.Life - TimeSpan.FromSeconds(1), Cancellation);
        Assert.Equal([1], _ring.Current.Keys.Keys);

        _bench.Clock.Advance(RotateKeys.Life);
        await _rotate.AddAsync(_bench.Clock.GetUtcNow(), Cancellation);
        await _rotate.AddAsync(_bench.Clock.GetUtcNow(), Cancellation);

        Assert.Equal([1, 2], _ring.Current.Keys.Keys.Order());
    }

    [Fact]
    public async Task Add_KeyOfUnknownAge_StaysTheOnlyOne()
    {
        _ring.Forget();
        await _rotate.AddAsync(_bench.Clock.GetUtcNow().AddYears(9), Cancellation);

        Assert.Equal([1], _ring.Current.Keys.Keys);
    }

    [Fact]
    public async Task Reseal_PageByPage_AllTokensGetTheNewKeyAndStayWhatTheyAre()
    {
        for (int i = 0; i < 130; i++)
            await ConnectAsync($"acc_{i:000}");
        await _ring.AddAsync(1, Cancellation);

        ResealedPage first = await _rotate.ResealAsync(null, Cancellation);
        ResealedPage last = await _rotate.ResealAsync(first.Next, Cancellation);

        Assert.Equal((null, 0, 0), (last.Next, first.Left, last.Left));
        for (int i = 0; i < 130; i++)
        {
            ConnectedAccount account = await ReadAsync($"acc_{i:000}");
            Assert.StartsWith("v2.", account.SealedAccessToken, StringComparison.Ordinal);
            Assert.Equal("refresh", _secrets.Open(account.SealedRefreshToken, $"account/{account.Id}/refresh"));
        }
    }

    [Fact]
    public async Task Reseal_TokensRenewedAtThatMoment_AreLeftAndCounted()
    {
        await ConnectAsync("acc_1");
        await _ring.AddAsync(1, Cancellation);
        // Between the query and the patch, as sealing looks for its key.
        _ring.Before = () => Upsert("acc_1", "renewed meanwhile").GetAwaiter().GetResult();

        ResealedPage page = await _rotate.ResealAsync(null, Cancellation);

        Assert.Equal(1, page.Left);
        Assert.Equal("renewed meanwhile", _secrets.Open((await ReadAsync("acc_1")).SealedAccessToken, "account/acc_1/access"));
    }

    [Fact]
    public async Task Reseal_KeyThatIsGone_StopsNothing()
    {
        await ConnectAsync("acc_1");
        await _ring.AddAsync(1, Cancellation);
        await _ring.DisableAsync(1, Cancellation);

        Assert.Equal(new ResealedPage(null, 0), await _rotate.ResealAsync(null, Cancellation));
    }

    [Fact]
    public async Task Reseal_DamagedToken_StopsNothing()
    {
        await ConnectAsync("acc_1");
        await _bench.Store.PatchAsync<ConnectedAccount>(
            Containers.Accounts, Workbench.Owner.OrgId, "acc_1", [new PatchOperation(PatchKind.Set, "sealedAccessToken", "v1.%%%")], null, Cancellation);
        await _ring.AddAsync(1, Cancellation);

        Assert.Equal(new ResealedPage(null, 0), await _rotate.ResealAsync(null, Cancellation));
    }

    [Fact]
    public async Task Add_NewestPutAway_IsFollowedAllTheSame()
    {
        await _ring.AddAsync(1, Cancellation);
        await _ring.DisableAsync(2, Cancellation);
        _bench.Clock.Advance(RotateKeys.Life);

        await _rotate.AddAsync(_bench.Clock.GetUtcNow(), Cancellation);

        Assert.Equal([1, 3], _ring.Current.Keys.Keys.Order());
    }

    [Fact]
    public async Task Retire_EachRound_SaysWithWhichKeyAndHowManyAreLeft()
    {
        await _rotate.RetireAsync(_bench.Clock.GetUtcNow(), 3, Cancellation);

        Assert.Equal(["The tokens of connected accounts were sealed anew with key 1; 3 are left for the next round."], _lines.All);
    }

    [Fact]
    public async Task Retire_KeyFollowedLongAgo_IsPutAwayUnlessSomethingIsLeft()
    {
        await _ring.AddAsync(1, Cancellation);
        _bench.Clock.Advance(RotateKeys.Life);
        await _ring.AddAsync(2, Cancellation);
        DateTimeOffset soon = _bench.Clock.GetUtcNow();
        DateTimeOffset late = soon - RotateKeys.Life + RotateKeys.Afterlife;

        await _rotate.RetireAsync(soon, 0, Cancellation);
        await _rotate.RetireAsync(late, 1, Cancellation);
        Assert.Equal([1, 2, 3], _ring.Current.Keys.Keys.Order());
        await _rotate.RetireAsync(late, 0, Cancellation);

        Assert.Equal([2, 3], _ring.Current.Keys.Keys.Order());
    }

    private async Task<ConnectedAccount> ReadAsync(string id) =>
        (await _bench.Store.ReadAsync<ConnectedAccount>(Containers.Accounts, Workbench.Owner.OrgId, id, Cancellation))!;

    private Task ConnectAsync(string id) => Upsert(id, "access");

    private Task Upsert(string id, string token) => _bench.Store.UpsertAsync(Containers.Accounts, new ConnectedAccount
    {
        Id = id,
        Partition = Workbench.Owner.OrgId,
        OrgId = Workbench.Owner.OrgId,
        CreatedBy = Workbench.Owner.UserId,
        CreatedAt = _bench.Clock.GetUtcNow(),
        Platform = "tiktok",
        ExternalId = id,
        DisplayName = "Mara climbs",
        Status = AccountStatus.Connected,
        Scopes = [],
        SealedAccessToken = _secrets.Seal(token, $"account/{id}/access"),
        AccessExpiresAt = _bench.Clock.GetUtcNow() + TimeSpan.FromDays(1),
        SealedRefreshToken = _secrets.Seal("refresh", $"account/{id}/refresh"),
        RefreshExpiresAt = _bench.Clock.GetUtcNow() + TimeSpan.FromDays(365),
    }, Cancellation);

    private sealed class Lines : ILogger<RotateKeys>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception));
    }

    private sealed class Ring : IKeyRing, IKeyKeeper
    {
        private readonly TimeProvider _clock;
        private int _newest = 1;
        private readonly SortedDictionary<int, (byte[] Key, DateTimeOffset? MadeAt)> _keys = [];

        public Ring(TimeProvider clock)
        {
            _clock = clock;
            _keys[1] = (new byte[32], clock.GetUtcNow());
        }

        /// <summary>Runs once, before the next look at the keys.</summary>
        public Action? Before { get; set; }

        public KeySet Current
        {
            get
            {
                if (Before is { } before)
                {
                    Before = null;
                    before();
                }

                return new KeySet(_keys.ToDictionary(key => key.Key, key => key.Value.Key), _keys.Keys.Max());
            }
        }

        public KeySet LookAgain(int number) => Current;

        public void Forget() => _keys[1] = (_keys[1].Key, null);

        public Task<IReadOnlyList<KeyAge>> ListAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<KeyAge>>([.. _keys.Select(key => new KeyAge(key.Key, key.Value.MadeAt))]);

        public Task AddAsync(int follows, CancellationToken cancellation)
        {
            if (!_keys.Keys.Any(known => known > follows))
                _keys.Add(++_newest, ([.. Enumerable.Repeat((byte)_newest, 32)], _clock.GetUtcNow()));
            return Task.CompletedTask;
        }

        public Task DisableAsync(int number, CancellationToken cancellation)
        {
            _keys.Remove(number);
            return Task.CompletedTask;
        }
    }
}
