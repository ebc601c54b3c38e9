using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>A backup taken in the middle of the work, put back somewhere else.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shortloop-backup-").FullName;

    [Fact]
    public async Task Backup_WhileAJobRuns_RestoredElsewhereEverythingIsThereAndTheJobEndsOnce()
    {
        var archive = Path.Combine(_folder, "backup.zip");
        string done, video, job;
        int port;
        await using (var original = await Installation.StartAsync())
        {
            port = original.Port;
            (done, var first) = await original.Api.ProduceAsync(await Clips.SilentAsync(), new Produce());
            await Whole.AssertAsync(original, done, first, sentBefore: 0);
            await original.Sandbox.AMinuteLaterAsync();
            (video, job) = await original.Api.ProduceAsync(await Clips.ShortAsync(), new Produce());
            await original.JobAsync(job, "renders", j => (string)j["station"]! == "render");

            var backup = await Command.ShortloopAsync("backup", archive, "--data", original.Data);

            Assert.True(backup.ExitCode == 0, backup.Output + backup.Errors);
            Assert.Contains(archive, backup.Output);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive));
            var refused = await Command.ShortloopAsync("restore", archive, "--data", original.Data);
            Assert.Equal(3, refused.ExitCode);
            Assert.Contains($"Shortloop runs on {original.Data}", refused.Errors);
            await Whole.AssertAsync(original, video, job, sentBefore: 1);
        }

        var data = Path.Combine(_folder, "restored");
        var restore = await Command.ShortloopAsync("restore", archive, "--data", data);
        Assert.True(restore.ExitCode == 0, restore.Output + restore.Errors);

        await using var restored = await Installation.StartAsync(connect: false, place: (data, port));
        Assert.Equal([video, done], (await restored.Api.ListAsync("videos")).Select(v => (string)v["id"]!));
        var render = Assert.Single(await restored.Api.ListAsync($"renders?videoId={done}"));
        Assert.Equal((long)render["sizeBytes"]!, (await restored.Api.BytesAsync(new Uri((string)render["url"]!))).LongLength);
        await Whole.AssertAsync(restored, video, job, sentBefore: 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
