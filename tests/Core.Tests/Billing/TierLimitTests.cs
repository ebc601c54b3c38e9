using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Billing;

public sealed class TierLimitTests : IDisposable
{
    private const long Gigabyte = 1L << 30;

    private readonly Till _till = new();
    private readonly StartUpload _start;

    public TierLimitTests() => _start = new StartUpload(
        _till.Bench.Store, new NoBlobs(), _till.Bench.Projects, _till.Bench.Events, UploadLimits.Default with { MaxBytes = 5 * Gigabyte }, _till.Limits,
        new LimitGate(_till.Bench.Store, _till.Bench.Clock), _till.Bench.Clock);

    public void Dispose() => _till.Dispose();

    [Fact]
    public async Task StartUpload_BeyondTheTiersStorage_IsRefusedUntilSomethingIsDeleted()
    {
        Principal owner = await _till.OrganisationAsync();
        Video first = Started(await _start.ExecuteAsync(owner, "a.mp4", Gigabyte, null, default));
        Started(await _start.ExecuteAsync(owner, "b.mp4", Gigabyte, null, default));

        Assert.Equal("storage_limit", (await _start.ExecuteAsync(owner, "c.mp4", 1, null, default)).Problem?.Code);

        await _till.Bench.Store.DeleteAsync(Containers.Videos, owner.OrgId, first.Id, null, default);
        Started(await _start.ExecuteAsync(owner, "c.mp4", Gigabyte, null, default));
    }

    [Fact]
    public async Task StartUpload_ManyAtOnce_NeverTakeMoreThanThereIs()
    {
        Principal owner = await _till.OrganisationAsync();

        Outcome<StartUpload.Started>[] outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => _start.ExecuteAsync(owner, $"{n}.mp4", Gigabyte / 2, null, default)));

        Assert.InRange(outcomes.Count(outcome => outcome.Problem is null), 1, 4);
        Assert.InRange(await _till.Limits.StoredAsync(owner.OrgId, default), 1, 2 * Gigabyte);
    }

    [Fact]
    public async Task StartUpload_OfThePersonAtThisMachine_HasNoLimitButTheDisk() =>
        Started(await _start.ExecuteAsync(Principal.LocalOwner, "big.mp4", 5 * Gigabyte, null, default));

    [Fact]
    public async Task Accounts_MoreThanTheTierHasRoomFor_IsAProblem()
    {
        Principal owner = await _till.OrganisationAsync();
        Assert.Null(await _till.Limits.AccountsAsync(owner.OrgId, "tiktok", default));
        await _till.Bench.Store.UpsertAsync(Containers.Accounts, Account(owner, "tiktok"), default);

        Assert.Equal("account_limit", (await _till.Limits.AccountsAsync(owner.OrgId, "tiktok", default))?.Code);
        Assert.Null(await _till.Limits.AccountsAsync(owner.OrgId, "youtube", default));
    }

    [Fact]
    public async Task CompleteUpload_MoreThanWasSaid_IsRefusedAndGivesItsRoomBack()
    {
        Principal owner = await _till.OrganisationAsync();
        Video video = Started(await _start.ExecuteAsync(owner, "a.mp4", 1000, null, default));
        var blobs = new NoBlobs { Lengths = { [video.UploadPath] = 1001 } };
        var complete = new CompleteUpload(_till.Bench.Store, blobs, _till.Bench.Events, UploadLimits.Default, _till.Bench.Clock);

        Outcome<Job> outcome = await complete.ExecuteAsync(owner, video.Id, ["AAAA"], new ProduceOptions(["tiktok"]), default);

        Assert.Equal("file_larger_than_said", outcome.Problem?.Code);
        Assert.Equal(0, await _till.Limits.StoredAsync(owner.OrgId, default));
    }

    [Fact]
    public async Task StartUpload_ToPublishByAKeyThatMayNot_IsRefused()
    {
        Principal owner = await _till.OrganisationAsync();
        var wish = new ProduceOptions(["tiktok"], Privacy: "SELF_ONLY");

        Outcome<StartUpload.Started> outcome = await _start.ExecuteAsync(owner with { Key = new KeyInUse("key_1", [KeyScope.Write]) }, "a.mp4", 1000, null, wish, default);

        Assert.Equal("scope_missing", outcome.Problem?.Code);
        Started(await _start.ExecuteAsync(owner with { Key = new KeyInUse("key_1", [KeyScope.Write, KeyScope.Publish]) }, "a.mp4", 1000, null, wish, default));
    }

    private static Video Started(Outcome<StartUpload.Started> outcome) =>
        outcome.Succeeded(out StartUpload.Started? started, out Problem? problem) ? started.Video : throw new InvalidOperationException(problem.Code);

    private ConnectedAccount Account(Principal owner, string platform) => new()
    {
        Id = "acc_1",
        Partition = owner.OrgId,
        OrgId = owner.OrgId,
        CreatedBy = owner.UserId,
        CreatedAt = _till.Bench.Clock.GetUtcNow(),
        Platform = platform,
        ExternalId = "1",
        DisplayName = "Mara",
        Status = AccountStatus.Connected,
        Scopes = [],
        SealedAccessToken = "",
        AccessExpiresAt = default,
        SealedRefreshToken = "",
        RefreshExpiresAt = default,
    };
}
