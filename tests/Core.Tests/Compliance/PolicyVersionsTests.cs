using Shortloop.Core.Accounts;
using Shortloop.Core.Compliance;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Compliance;

public sealed class PolicyVersionsTests : IDisposable
{
    private static readonly PolicyRule Tea = new("tea", PolicyDecision.Block, @"\btea\b", "speaks of tea");
    private static readonly PolicyCase[] Cases = [new("Tea for two", PolicyDecision.Block), new("Team work", PolicyDecision.Allow)];

    private readonly Workbench _bench = new();
    private readonly AuditLog _audit;
    private readonly PolicyVersions _versions;

    public PolicyVersionsTests()
    {
        _audit = new AuditLog(_bench.Store, _bench.Clock);
        _versions = new PolicyVersions(_bench.Store, _audit, _bench.Clock);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Check_NothingWritten_TheBuiltInRulesJudge() => Assert.Equal((PolicyDecision.Block, 1), await CheckAsync("This tea cures cancer"));

    [Fact]
    public async Task Activate_NewVersionAndBack_EachVerdictKeepsItsVersion()
    {
        PolicyVersion second = Doorstep.Must(await _versions.AddAsync(Principal.LocalOwner, "No tea", [Tea], Cases, default));
        Assert.Equal(1, (await CheckAsync("Tea")).Version);

        Doorstep.Must(await _versions.ActivateAsync(Principal.LocalOwner, second.Version, default));
        Assert.Equal((PolicyDecision.Block, 2), await CheckAsync("A cup of TEA"));
        Assert.Equal((PolicyDecision.Allow, 2), await CheckAsync("It cures cancer"));

        Doorstep.Must(await _versions.ActivateAsync(Principal.LocalOwner, 1, default));
        Assert.Equal((PolicyDecision.Block, 1), await CheckAsync("It cures cancer"));
        Assert.Equal(
            ["policy_activated", "policy_activated", "policy_added"],
            (await _audit.ListAsync(AuditLog.Installation, null, 10, default)).Items.Select(entry => entry.Action));
        Assert.Equal([2, 1], (await _versions.ListAsync(null, 10, default)).Items.Select(version => version.Version));
    }

    [Fact]
    public async Task Activate_OneCaseComesOutDifferently_IsRefusedAndNamed()
    {
        PolicyCase[] wrong = [.. Cases, new("Teatime", PolicyDecision.Block)];
        PolicyVersion second = Doorstep.Must(await _versions.AddAsync(Principal.LocalOwner, "No tea", [Tea], wrong, default));

        Problem? problem = (await _versions.ActivateAsync(Principal.LocalOwner, second.Version, default)).Problem;

        Assert.Equal("policy_cases_failed", problem?.Code);
        Assert.Equal("cases[2]", Assert.Single(problem!.Details!).Key);
        Assert.Equal(1, await _versions.ActiveAsync(default));
    }

    [Theory]
    [InlineData("(", "no regular expression")]
    [InlineData(@"(?=a)b", "look-around")]
    [InlineData(@"(a)\1", "back reference")]
    [InlineData("a*", "empty text")]
    [InlineData("((a{100}){100}){100}", "repeats too much")]
    [InlineData("a{99999}", "repeats too much")]
    [InlineData("a{2000,}", "repeats too much")]
    public async Task Add_PatternThatCantBeUsed_IsRefusedAndSaysWhy(string pattern, string why)
    {
        Problem? problem = (await _versions.AddAsync(Principal.LocalOwner, "Try", [Tea, Tea with { Id = "other", Pattern = pattern }], Cases, default)).Problem;

        Assert.Contains(why, problem?.Message);
        Assert.Equal("rules[1]", Assert.Single(problem!.Details!).Key);
    }

    // The classic that hangs an engine that backtracks: 2^40 ways to fail.
    [Fact]
    public async Task Check_CatastrophicPattern_IsJudgedAllTheSame()
    {
        PolicyRule evil = new("evil", PolicyDecision.Block, @"^(a+)+$", "repeats itself");
        PolicyVersion version = Doorstep.Must(await _versions.AddAsync(
            Principal.LocalOwner, "Evil", [evil], [new(new string('a', 40) + "!", PolicyDecision.Allow), new(new string('a', 40), PolicyDecision.Block)], default));

        Doorstep.Must(await _versions.ActivateAsync(Principal.LocalOwner, version.Version, default));

        Assert.Equal(PolicyDecision.Allow, (await CheckAsync(new string('a', 2000) + "!")).Decision);
    }

    [Fact]
    public async Task Add_ManyAtOnce_GetDifferentNumbersOrAreToldToRepeat()
    {
        Outcome<PolicyVersion>[] outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => _versions.AddAsync(Principal.LocalOwner, $"Version {i}", [Tea], Cases, default))));

        int[] kept = [.. outcomes.Where(o => o.Problem is null).Select(o => Doorstep.Must(o).Version)];
        Assert.NotEmpty(kept);
        Assert.Equal(kept.Length, kept.Distinct().Count());
        Assert.All(outcomes.Where(o => o.Problem is not null), o => Assert.Equal("changed_meanwhile", o.Problem!.Code));
        Page<PolicyVersion> all = await _versions.ListAsync(null, 100, default);
        Assert.Equal(kept.Length + 1, all.Items.Count);
    }

    private async Task<(PolicyDecision Decision, int Version)> CheckAsync(string caption)
    {
        PolicyVerdict verdict = await new PolicyEngine(_versions).CheckAsync(new Dictionary<string, string> { ["caption"] = caption }, default);
        return (verdict.Decision, verdict.RulesVersion);
    }
}
