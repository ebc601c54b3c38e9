using Shortloop.Crash;

namespace Shortloop.Engine.Tests.Durable;

/// <summary>The engine as a process under SIGKILL, in short; ./bench crash is the long form.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kill_ProcessAtRandomInstants_LosesNothingAndRepeatsNoStep()
    {
        var report = await CrashRun.RunAsync(new CrashOptions(Random.Shared.Next(), Kills: 20), output.WriteLine);

        output.WriteLine(report.ToString());
        Assert.True(report.IsRight, report.ToString());
        // Else the kills hit nothing, and the run says nothing. Either alone may be missed on a machine that is busy.
        Assert.True(report.ActivitiesTwice > 0 || report.CutOff > 0, report.ToString());
    }
}
