using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Hosting;

internal static class UploadBenchmark
{
    private const long Size = 500L * 1024 * 1024;

    public static async Task RunAsync()
    {
        await using var shortloop = await Installation.StartAsync(connect: false);
        // The first requests compile code; what they cost is not the upload's.
        var (_, job) = await shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce { Privacy = null });
        await shortloop.EndOfJobAsync(job);
        var measured = await LargeUpload.MeasureAsync(shortloop, Size);
        new Figure("upload.memory_delta_mb", measured.Growth / 1024d / 1024, "MB", 60).Write();
    }
}
