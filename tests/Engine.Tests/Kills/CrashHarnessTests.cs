using Shortloop.Crash;

namespace Shortloop.Engine.Tests.Kills;

/// <summary>The crash harness notices what an engine could do wrong: the process does it on purpose.</summary>
public sealed class CrashHarnessTests
{
    [Theory]
    [InlineData(Fault.DropStart)]
    [InlineData(Fault.DropEvent)]
    public async Task Run_ConfirmedOrderDropped_IsFoundLost(Fault fault) => Assert.NotEmpty((await RunAsync(fault)).Lost);

    [Fact]
    public async Task Run_EventSentTwice_IsFoundTwice() => Assert.NotEmpty((await RunAsync(Fault.TellTwice)).StepsTwice);

    [Fact]
    public async Task Run_ActivityRunTwiceWithoutAKill_IsFoundUnexplained()
    {
        var report = await RunAsync(Fault.RunTwice);

        Assert.True(report.OverInFlight > 0, report.ToString());
        Assert.Empty(report.Lost.Concat(report.Wrong).Concat(report.StepsTwice));
    }

    private static async Task<CrashReport> RunAsync(Fault fault)
    {
        // One kill more than none: the faults are found among what kills do.
        var report = await CrashRun.RunAsync(new CrashOptions(Seed: 1, Kills: 1) { Fault = fault }, _ => { });
        Directory.Delete(report.Folder!, recursive: true);
        return report;
    }
}
