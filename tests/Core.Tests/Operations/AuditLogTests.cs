using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Operations;

public sealed class AuditLogTests : IDisposable
{
    private static readonly Principal Mara = new("usr_mara", "org_1", Role.Owner);

    private readonly Workbench _bench = new();
    private readonly AuditLog _audit;

    public AuditLogTests() => _audit = new AuditLog(_bench.Store, _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Append_ManyAtOnce_MakesOneChain()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Append(i)));

        Page<AuditEntry> newest = await _audit.ListAsync(Mara.OrgId, null, 10, default);
        Assert.Equal(new AuditVerdict(40, null, newest.Items[0].Hash), await _audit.VerifyAsync(Mara.OrgId, default));
        Assert.Equal(Enumerable.Range(31, 10).Reverse().Select(n => (long)n), newest.Items.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Verify_EntryChanged_NamesIt()
    {
        await Fill();

        await _bench.Store.PatchAsync<AuditEntry>(
            Containers.Audit, Mara.OrgId, "aud_000000000003", [new PatchOperation(PatchKind.Set, "target", "usr_somebody_else")], null, default);

        Assert.Equal(3, (await _audit.VerifyAsync(Mara.OrgId, default)).BrokenAt);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Verify_EntryRemoved_NamesIt(int sequence)
    {
        await Fill();

        await _bench.Store.DeleteAsync(Containers.Audit, Mara.OrgId, $"aud_{sequence:D12}", null, default);

        Assert.Equal(sequence, (await _audit.VerifyAsync(Mara.OrgId, default)).BrokenAt);
    }

    [Fact]
    public async Task Verify_EntryChangedWithItsOwnHash_IsFoundAtTheNext()
    {
        await Fill();
        AuditEntry second = (await _bench.Store.ReadAsync<AuditEntry>(Containers.Audit, Mara.OrgId, "aud_000000000002", default))!;
        AuditEntry forged = second with { Target = "usr_somebody_else" };

        await _bench.Store.UpsertAsync(Containers.Audit, forged with { Hash = forged.ExpectedHash }, default);

        Assert.Equal(3, (await _audit.VerifyAsync(Mara.OrgId, default)).BrokenAt);
    }

    [Fact]
    public async Task Verify_NothingWritten_IsWhole() => Assert.Equal(new AuditVerdict(0, null, ""), await _audit.VerifyAsync("org_none", default));

    [Fact]
    public async Task AppendOnce_ManyAtOnce_EntersOneForEachCause()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => _audit.AppendOnceAsync(Mara.OrgId, "usr_mara", "policy_decided", "pst_1", $"version {i % 2}", null, default))));

        Assert.Equal(2, (await _audit.ListAsync(Mara.OrgId, null, 10, default)).Items.Count);
        Assert.Null((await _audit.VerifyAsync(Mara.OrgId, default)).BrokenAt);
    }

    [Fact]
    public async Task EnterAndDo_NotDoneInTheEnd_SaysSoInASecondEntry()
    {
        await _audit.EnterAndDoAsync<string>(
            Mara, Mara.OrgId, "role_changed", "usr_1", null, () => Task.FromResult<Outcome<string>>(Problem.ChangedMeanwhile), default);

        IReadOnlyList<AuditEntry> entries = (await _audit.ListAsync(Mara.OrgId, null, 10, default)).Items;
        Assert.Equal([("not_done", "aud_000000000001", "changed_meanwhile"), ("role_changed", "usr_1", null)], entries.Select(e => (e.Action, e.Target, e.Detail)));
    }

    [Fact]
    public async Task List_ByAction_IsOnlyThat()
    {
        await Fill();
        await _audit.AppendAsync(Mara, "member_removed", "usr_1", null, default);

        Assert.Equal("usr_1", Assert.Single((await _audit.ListAsync(Mara.OrgId, null, 10, default, "member_removed")).Items).Target);
    }

    [Fact]
    public async Task ListChains_HeadTakenAway_IsStillFoundAndBroken()
    {
        await Fill();
        await _audit.AppendAsync("org_2", "usr_joe", "role_changed", "usr_1", null, default);

        await _bench.Store.DeleteAsync(Containers.Audit, Mara.OrgId, "head", null, default);

        Assert.Equal(["org_1", "org_2"], (await _audit.ListChainsAsync(default).ToListAsync()).Order());
        Assert.Equal(1, (await _audit.VerifyAsync(Mara.OrgId, default)).BrokenAt is null ? 0 : 1);
    }

    private async Task Fill()
    {
        for (int i = 0; i < 5; i++)
            await Append(i);
    }

    private Task<AuditEntry> Append(int i) => _audit.AppendAsync(Mara, "role_changed", $"usr_{i}", "viewer to editor", default);
}
