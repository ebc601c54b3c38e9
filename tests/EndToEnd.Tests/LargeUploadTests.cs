using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>The largest file goes past the host, not through it.</summary>
[Collection(Plain.Name)]
public sealed class LargeUploadTests(PlainInstallation shared, ITestOutputHelper output) : EndToEndTest(shared)
{
    private const long Size = 500L * 1024 * 1024;
    private const long MostGrowth = 60L * 1024 * 1024;

    [Fact]
    public async Task Upload_500Megabytes_LeavesTheHostSmall()
    {
        var measured = await LargeUpload.MeasureAsync(Shortloop, Size);

        output.WriteLine($"Memory grew by {measured.Growth / 1024 / 1024} MB over {measured.Samples} looks.");
        Assert.True(measured.Growth < MostGrowth, $"{measured}");
        var video = await Shortloop.Api.GetAsync($"videos/{measured.VideoId}");
        Assert.Equal(Size, (long)video["sizeBytes"]!);
        await Shortloop.JobAsync(measured.JobId, "has probed it", job => (string)job["stations"]![1]!["status"]! == "done");
        await Shortloop.Api.SendAsync(HttpMethod.Post, $"v1/jobs/{measured.JobId}/cancel");
    }
}
