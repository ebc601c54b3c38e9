using System.Buffers.Binary;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Media.Tests.Rig;

namespace Shortloop.Media.Tests;

public sealed class BadInputTests(Clips clips)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ProbeAsync_NotMedia_IsUnreadable()
    {
        var path = await clips.OnceAsync("noise.mp4", async to =>
        {
            var noise = new byte[100_000];
            new Random(1).NextBytes(noise);
            await File.WriteAllBytesAsync(to, noise, Cancellation);
        });

        await RefusedAsync(Clips.Input(path), "media_unreadable", "damaged");
    }

    [Fact]
    public async Task ProbeAsync_AnotherKindThanClaimed_IsUnreadable()
    {
        var path = await clips.MakeAsync("really-avi.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-f", "avi");

        await RefusedAsync(Clips.Input(path), "media_unreadable", "kind its content claims");
    }

    [Fact]
    public async Task ProbeAsync_Playlist_IsNotFollowed()
    {
        var demo = await clips.DemoAsync();
        var path = await clips.OnceAsync("list.mp4", to => File.WriteAllTextAsync(to, $"ffconcat version 1.0\nfile '{demo}'\n"));

        await RefusedAsync(Clips.Input(path), "media_unreadable", "damaged");
    }

    [Fact]
    public async Task ProbeAsync_IndexCutOff_IsUnreadable()
    {
        // The index of this one stands at the end, which is missing.
        var whole = await clips.MakeAsync("index-at-end.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:d=2", "-c:v", "libx264");
        var path = await clips.OnceAsync("cut-off.mp4", async to => await File.WriteAllBytesAsync(to, (await File.ReadAllBytesAsync(whole, Cancellation))[..20_000], Cancellation));

        await RefusedAsync(Clips.Input(path), "media_unreadable", "cut short");
    }

    [Fact]
    public async Task MeasureAsync_PicturesCutOff_MeasuresWhatIsThere()
    {
        var whole = await clips.DemoAsync();
        var path = await clips.OnceAsync("half.mp4", async to =>
        {
            var bytes = await File.ReadAllBytesAsync(whole, Cancellation);
            await File.WriteAllBytesAsync(to, bytes[..(bytes.Length / 2)], Cancellation);
        });
        var input = Clips.Input(path);
        var analyser = Tools.Analyser();
        var probe = await analyser.ProbeAsync(input, Cancellation);

        var found = await analyser.MeasureAsync(input, probe, new MemorySink(), null, Cancellation);

        Assert.Equal(DemoClip.Seconds, probe.DurationSeconds, 0.1);
        Assert.InRange(found.MeasuredSeconds, 1, 11);
        Assert.NotEmpty(found.KeyFrames);
    }

    [Fact]
    public async Task ProbeAsync_SoundOnly_HasNoVideo()
    {
        var path = await clips.MakeAsync("sound.mp4", "-f", "lavfi", "-i", "sine=d=2", "-c:a", "aac");

        await RefusedAsync(Clips.Input(path), "media_no_video", "no moving picture");
    }

    [Fact]
    public async Task ProbeAsync_CoverArtOnly_HasNoVideo()
    {
        var cover = await clips.MakeAsync("cover.jpg", "-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-frames:v", "1");
        var path = await clips.MakeAsync(
            "covered.mp4", "-f", "lavfi", "-i", "sine=d=2", "-i", cover, "-map", "0", "-map", "1", "-c:a", "aac", "-c:v", "mjpeg", "-disposition:v", "attached_pic");

        await RefusedAsync(Clips.Input(path), "media_no_video", "no moving picture");
    }

    [Fact]
    public async Task ProbeAsync_NoBytes_IsEmpty()
    {
        var path = await clips.OnceAsync("empty.mp4", to => File.WriteAllBytesAsync(to, [], Cancellation));

        await RefusedAsync(Clips.Input(path), "media_empty", "0 bytes");
    }

    [Fact]
    public async Task ProbeAsync_NoFrames_IsEmpty()
    {
        var path = await clips.MakeAsync("nothing.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x64:d=1", "-frames:v", "0", "-c:v", "mpeg4", "-movflags", "empty_moov");

        await RefusedAsync(Clips.Input(path), "media_empty", "no length");
    }

    [Fact]
    public async Task ProbeAsync_FourHours_IsTooLong()
    {
        var path = await clips.MakeAsync("long.mp4", "-f", "lavfi", "-i", "color=s=32x32:r=1/10:d=14400", "-c:v", "libx264", "-preset", "ultrafast");

        await RefusedAsync(Clips.Input(path), "media_too_long", "4 h 0 min long; the most we take is 2 h 0 min");
    }

    [Fact]
    public async Task ProbeAsync_FfmpegMissing_SaysHowToInstall()
    {
        var options = new FfmpegOptions { Ffmpeg = "/nowhere/ffmpeg", Ffprobe = "/nowhere/ffprobe" };
        var input = Clips.Input(await clips.DemoAsync());

        var error = await Assert.ThrowsAsync<PermanentException>(() => Tools.Analyser(options).ProbeAsync(input, Cancellation));

        Assert.Equal("ffmpeg_missing", error.Code);
        Assert.Contains("apt-get install ffmpeg", error.Message);
    }

    [Fact]
    public async Task RotatedPhoneVideo_IsMeasuredAndRenderedUpright()
    {
        // Coded lying: the upper half of the coded picture is red. A player turns it by 90° clockwise, so red stands on the right.
        var lying = await clips.MakeAsync(
            "lying.mp4", "-f", "lavfi", "-i", "color=c=blue:s=320x180:r=25:d=2", "-vf", "drawbox=c=red:t=fill:w=320:h=90", "-c:v", "libx264");
        var path = await clips.OnceAsync("phone.mp4", async to => await File.WriteAllBytesAsync(to, Turned(await File.ReadAllBytesAsync(lying, Cancellation), 180), Cancellation));
        var input = Clips.Input(path);
        var analyser = Tools.Analyser();
        var folder = clips.NewFolder();

        var probe = await analyser.ProbeAsync(input, Cancellation);
        await Tools.Renderer().RenderAsync(
            input, probe, Tools.Whole(2), [Tools.Variant("tiktok", Tools.Small with { Framing = Framing.Crop })], folder, null, Cancellation);

        Assert.Equal((180, 320, 90), (probe.Video.Width, probe.Video.Height, probe.Video.Rotation));
        var frame = await Clips.FrameAsync(Path.Combine(folder, "tiktok.mp4"), 1, 8, 8);
        for (var y = 0; y < 8; y++)
        {
            Assert.True(frame[((y * 8) + 1) * 3] < 80, "left is not blue");
            Assert.True(frame[((y * 8) + 6) * 3] > 180, "right is not red");
        }
    }

    [Fact]
    public async Task OddDimensions_AreMeasuredAndRendered()
    {
        var path = await clips.MakeAsync("odd.mkv", "-f", "lavfi", "-i", "testsrc2=s=642x362:r=25:d=2", "-vf", "scale=321:181", "-c:v", "ffv1");

        await WorksAsync(path, probe => Assert.Equal((321, 181), (probe.Video.Width, probe.Video.Height)));
    }

    [Fact]
    public async Task VariableFrameRate_IsToldAndRenderedConstant()
    {
        // 2 s at 30 frames per second, then 2 s at 10.
        var path = await clips.MakeAsync(
            "vfr.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=4", "-vf", "select='lt(t,2)+not(mod(n,3))'", "-fps_mode", "vfr", "-c:v", "libx264");

        await WorksAsync(path, probe => Assert.True(probe.Video.VariableFrameRate));
    }

    [Fact]
    public async Task SoundFirst_PicturesAreFound()
    {
        var path = await clips.MakeAsync(
            "sound-first.mp4", "-f", "lavfi", "-i", "sine=d=2", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-map", "0", "-map", "1", "-c:v", "libx264", "-c:a", "aac");

        await WorksAsync(path, probe => Assert.Equal((0, 1), (probe.Audio!.Index, probe.Video.Index)));
    }

    [Fact]
    public async Task Avi_Works()
    {
        var path = await clips.MakeAsync("old.avi", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2", "-c:v", "mpeg4", "-c:a", "mp3");

        await WorksAsync(path, probe => Assert.Equal("mpeg4", probe.Video.Codec));
    }

    /// <summary>Writes into the track's header (tkhd, version 0) the matrix that a phone writes when it is held upright: 90° clockwise.</summary>
    private static byte[] Turned(byte[] mp4, int codedHeight)
    {
        var matrix = mp4.AsSpan(mp4.AsSpan().IndexOf("tkhd"u8) + 4 + 40, 36);
        int[] values = [0, 0x10000, 0, -0x10000, 0, 0, codedHeight << 16, 0, 0x40000000];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt32BigEndian(matrix[(i * 4)..], values[i]);
        return mp4;
    }

    private static async Task WorksAsync(string path, Action<MediaProbe> check)
    {
        var input = Clips.Input(path);
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);
        check(probe);
        var found = await Tools.Analyser().MeasureAsync(input, probe, new MemorySink(), null, Cancellation);
        Assert.Equal(probe.DurationSeconds, found.MeasuredSeconds, 0.2);
        var folder = Directory.CreateDirectory(path + ".out").FullName;
        var files = await Tools.Renderer().RenderAsync(input, probe, Tools.Whole(found.MeasuredSeconds), [Tools.Variant("tiktok")], folder, null, Cancellation);
        Assert.Equal(found.MeasuredSeconds, files[0].DurationSeconds, 0.1);
    }

    private static async Task RefusedAsync(MediaInput input, string code, string says)
    {
        var error = await Assert.ThrowsAsync<PermanentException>(() => Tools.Analyser().ProbeAsync(input, Cancellation));
        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message);
        Assert.DoesNotContain(input.Location, error.Message);
    }
}
