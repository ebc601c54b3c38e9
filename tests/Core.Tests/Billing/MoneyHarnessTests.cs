using Shortloop.MoneyBench;

namespace Shortloop.Core.Tests.Billing;

/// <summary>One balance under many spenders and kills, in short; ./bench money is the long form. And what it must notice, done on purpose.</summary>
public sealed class MoneyHarnessTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Spend_KilledWithWebhooksTwiceLateAndOutOfOrder_KeepsTheBooksRight()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHORTLOOP_MONEY_SEED"), out int given) ? given : Random.Shared.Next();

        MoneyReport report = await MoneyRun.RunAsync(new MoneyOptions(seed, Kills: 3, Jobs: 300), output.WriteLine);

        output.WriteLine(report.ToString());
        Assert.True(report.Violations.Count == 0, report.ToString());
        // Else nothing was fought over, and the run says nothing.
        Assert.True(report is { Kills: > 0, Charged: > 0, Unserved: > 0 }, report.ToString());
    }

    [Theory]
    [InlineData(Fault.IgnoreVersions, "where the sum is")]
    [InlineData(Fault.GrantTwice, "was entered")]
    [InlineData(Fault.ForgetToSettle, "was made and paid with 0 instead of")]
    [InlineData(Fault.ChargeForNothing, "was paid and not made")]
    public async Task Spend_WrongOnPurpose_IsFound(Fault fault, string finding)
    {
        MoneyReport report = await MoneyRun.RunAsync(new MoneyOptions(Seed: 1, Kills: 0, Jobs: 100) { Fault = fault }, output.WriteLine);

        Assert.Contains(report.Violations, violation => violation.Contains(finding, StringComparison.Ordinal));
        Directory.Delete(report.Folder!, recursive: true);
    }
}
