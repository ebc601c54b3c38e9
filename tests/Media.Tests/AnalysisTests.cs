using System.Text;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core.Videos;
using Shortloop.Media.Tests.Rig;

namespace Shortloop.Media.Tests;

public sealed class AnalysisTests(Clips clips)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task MeasureAsync_DemoClip_FindsExactlyWhatIsInIt()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var analyser = Tools.Analyser();
        var probe = await analyser.ProbeAsync(input, Cancellation);
        var sink = new MemorySink();

        var found = await analyser.MeasureAsync(input, probe, sink, null, Cancellation);

        Assert.Equal((1280, 720, 0, false), (probe.Video.Width, probe.Video.Height, probe.Video.Rotation, probe.Video.VariableFrameRate));
        Assert.Equal(DemoClip.FrameRate, probe.Video.FrameRate, 0.001);
        Assert.Equal(360, found.Frames);
        Assert.Equal(DemoClip.Seconds, found.MeasuredSeconds, 0.05);
        AssertTimes(DemoClip.Cuts, found.Cuts.Select(cut => cut.At), 1 / DemoClip.FrameRate);
        Assert.NotNull(found.Sound);
        Assert.Equal(DemoClip.FirstSoundAt, found.Sound.FirstSoundAt!.Value, 0.1);
        AssertTimes(DemoClip.Silences.Select(span => span.Start), found.Sound.Silences.Select(span => span.Start), 0.15);
        AssertTimes(DemoClip.Silences.Select(span => span.End), found.Sound.Silences.Select(span => span.End), 0.15);
        Assert.InRange(found.Sound.IntegratedLufs!.Value, -20, -18);
        Assert.InRange(found.Sound.PeakDb!.Value, -12, -9);
        Assert.Equal(24, found.Timeline.Count);
        Assert.Null(found.Timeline[0].Loudness);
        Assert.InRange(found.Timeline[3].Loudness!.Value, -22, -16);
    }

    [Fact]
    public async Task MeasureAsync_DemoClip_SavesKeyFramesPosterAndStrip()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var analyser = Tools.Analyser();
        var sink = new MemorySink();

        var found = await analyser.MeasureAsync(input, await analyser.ProbeAsync(input, Cancellation), sink, null, Cancellation);

        Assert.Equal([0, 2, 4, 6, 8, 10], found.KeyFrames.Select(key => key.At));
        Assert.Equal(new PreviewStrip("strip.jpg", 10, 160, 90, 2, 6), found.Strip);
        Assert.Equal(found.KeyFrames.Select(key => key.Name).Append(found.Poster).Append(found.Strip.Name).Order(), sink.Files.Keys.Order());
        Assert.All(sink.Files.Values, file => Assert.Equal<byte>([0xFF, 0xD8], file[..2]));
    }

    [Fact]
    public async Task MeasureAsync_BlackAndStillParts_AreFound()
    {
        // 1 s moving, 1 s black, 1 s of one still picture, 1 s moving.
        var path = await clips.MakeAsync(
            "parts.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=1", "-f", "lavfi", "-i", "color=c=black:s=320x180:r=25:d=1",
            "-f", "lavfi", "-i", "smptebars=s=320x180:r=25:d=1", "-filter_complex", "[0]split[a][b];[a][1][2][b]concat=n=4:v=1:a=0", "-c:v", "libx264");
        var input = Clips.Input(path);
        var analyser = Tools.Analyser();

        var found = await analyser.MeasureAsync(input, await analyser.ProbeAsync(input, Cancellation), new MemorySink(), null, Cancellation);

        Assert.Null(found.Sound);
        Assert.Equal([new TimeSpanSeconds(1, 2)], found.Black);
        Assert.Equal([new TimeSpanSeconds(1, 2), new TimeSpanSeconds(2, 3)], found.Frozen);
        Assert.Equal([1, 2, 3], found.Cuts.Select(cut => cut.At));
    }

    [Fact]
    public async Task MeasureAsync_WidePixels_MeasuresAndSavesWhatIsShown()
    {
        // As a PAL recording: 720 × 576 stored, shown 16:9.
        var input = Clips.Input(await clips.MakeAsync(
            "pal.mp4", "-f", "lavfi", "-i", "testsrc2=s=720x576:r=25:d=1", "-vf", "setsar=64/45", "-c:v", "libx264"));
        var analyser = Tools.Analyser();
        var sink = new MemorySink();

        var probe = await analyser.ProbeAsync(input, Cancellation);
        var found = await analyser.MeasureAsync(input, probe, sink, null, Cancellation);

        Assert.Equal((1024, 576), (probe.Video.Width, probe.Video.Height));
        Assert.Equal((160, 90), (found.Strip.FrameWidth, found.Strip.FrameHeight));
        var poster = Path.Combine(clips.NewFolder(), "poster.jpg");
        await File.WriteAllBytesAsync(poster, sink.Files[found.Poster], Cancellation);
        var shown = await Clips.RunAsync("ffprobe", "-v", "error", "-show_entries", "stream=width,height,sample_aspect_ratio", "-of", "csv=p=0", poster);
        Assert.Equal("640,360,1:1", Encoding.UTF8.GetString(shown).Trim());
    }

    [Fact]
    public async Task MeasureAsync_Flash_IsNoCut()
    {
        // Moving bars, and for two frames everything is white.
        var path = await clips.MakeAsync(
            "flash.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=3", "-vf", "drawbox=c=white:t=fill:enable='between(n,30,31)'", "-c:v", "libx264", "-crf", "18");
        var input = Clips.Input(path);
        var analyser = Tools.Analyser();

        var found = await analyser.MeasureAsync(input, await analyser.ProbeAsync(input, Cancellation), new MemorySink(), null, Cancellation);

        Assert.Empty(found.Cuts);
    }

    [Fact]
    public async Task MeasureAsync_Cancelled_StopsAndLeavesNoFolder()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var work = clips.NewFolder();
        var analyser = Tools.Analyser(new FfmpegOptions { WorkFolder = work });
        var probe = await analyser.ProbeAsync(input, Cancellation);
        using var stop = new CancellationTokenSource();
        var progress = new Callback<double>(_ => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analyser.MeasureAsync(input, probe, new MemorySink(), progress, stop.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(work));
    }

    private static void AssertTimes(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance)
    {
        var (wanted, found) = (expected.ToArray(), actual.ToArray());
        Assert.True(wanted.Length == found.Length, $"expected {string.Join(' ', wanted)}, found {string.Join(' ', found)}");
        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance + 1e-6));
    }
}
