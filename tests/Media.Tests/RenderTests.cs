using System.Runtime.InteropServices;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Media.Tests.Rig;

namespace Shortloop.Media.Tests;

public sealed class RenderTests(Clips clips)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task RenderAsync_ClipsAtOtherSpeeds_GivesCheckedFilesAndProgress()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);
        var edl = new EditDecisionList(
            [new EditClip(5, 7), new EditClip(0.5, 2, 1.5), new EditClip(2.2, 3.2, 0.5)], [new TextOverlay(0, 2, "Привет, мир", OverlayPlace.Top)], 1);
        var folder = clips.NewFolder();
        var reports = new List<RenderProgress>();

        var files = await Tools.Renderer().RenderAsync(
            input, probe, edl,
            [Tools.Variant("tiktok"), Tools.Variant("instagram"), Tools.Variant("youtube", Tools.Small with { Width = 480, Height = 270, Framing = Framing.Crop, FrameRate = 15 }, -16)],
            folder, new Callback<RenderProgress>(reports.Add), Cancellation);

        Assert.Equal(["tiktok", "instagram", "youtube"], files.Select(file => file.Platform));
        Assert.All(files, file => Assert.Equal(5, file.DurationSeconds, 0.1));
        Assert.All(files.Take(2), file => Assert.Equal((270, 480), (file.Width, file.Height)));
        Assert.All(files.Take(2), file => Assert.Equal(-14, file.LoudnessLufs!.Value, 1d));
        Assert.Equal(-16, files[2].LoudnessLufs!.Value, 1d);
        Assert.Equal(files.SelectMany(file => new[] { file.FileName, file.ThumbnailName }).Order(), Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, "tiktok.mp4"), Cancellation), await File.ReadAllBytesAsync(Path.Combine(folder, "instagram.mp4"), Cancellation));
        Assert.Equal(1, reports[^1].Fraction);
        Assert.Equal(reports.Select(report => report.Fraction).Order(), reports.Select(report => report.Fraction));
    }

    [Theory]
    [InlineData("noise, far too loud", "anoisesrc=d=4:a=1:seed=1,volume=20dB")]
    [InlineData("very quiet tone", "sine=f=440:d=4,volume=-40dB")]
    [InlineData("short hits over a murmur", "aevalsrc='0.9*sin(2*PI*180*t)*exp(-40*mod(t,1))+0.01*sin(2*PI*300*t)':d=4")]
    [InlineData("left channel only, 8 kHz", "sine=f=300:r=8000:d=4,pan=stereo|c0=c0|c1=0*c0")]
    [InlineData("sound ends early", "sine=f=440:d=1.5")]
    public async Task RenderAsync_OddSound_ComesToTarget(string what, string source)
    {
        var name = string.Concat(what.Where(char.IsAsciiLetter)) + ".mkv";
        var path = await clips.MakeAsync(
            name, "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=4", "-f", "lavfi", "-i", source, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac", "-sample_fmt", "s16");
        var input = Clips.Input(path);
        var folder = clips.NewFolder();

        var files = await Tools.Renderer().RenderAsync(
            input, await Tools.Analyser().ProbeAsync(input, Cancellation), Tools.Whole(4), [Tools.Variant("tiktok")], folder, null, Cancellation);

        Assert.Equal(-14, files[0].LoudnessLufs!.Value, 1d);
        var made = Clips.Input(Path.Combine(folder, "tiktok.mp4"));
        var probe = await Tools.Analyser().ProbeAsync(made, Cancellation);
        // True peak: four samples for each.
        var samples = await Clips.RunAsync("ffmpeg", "-nostdin", "-v", "error", "-i", made.Location, "-af", "aresample=192000", "-f", "f32le", "-");
        var peak = 20 * Math.Log10(MemoryMarshal.Cast<byte, float>(samples).ToArray().Max(Math.Abs));
        Assert.InRange(peak, -20, -1);
        Assert.Equal(4, probe.DurationSeconds, 0.1);
    }

    [Fact]
    public async Task RenderAsync_NoSound_CarriesASilentTrack()
    {
        var path = await clips.MakeAsync("mute.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=2", "-c:v", "libx264");
        var input = Clips.Input(path);
        var folder = clips.NewFolder();

        var files = await Tools.Renderer().RenderAsync(
            input, await Tools.Analyser().ProbeAsync(input, Cancellation), Tools.Whole(2), [Tools.Variant("tiktok")], folder, null, Cancellation);

        Assert.Null(files[0].LoudnessLufs);
        var made = await Tools.Analyser().ProbeAsync(Clips.Input(Path.Combine(folder, "tiktok.mp4")), Cancellation);
        Assert.Equal(("aac", 48000, 2), (made.Audio!.Codec, made.Audio.SampleRate, made.Audio.Channels));
    }

    [Fact]
    public async Task RenderAsync_Cancelled_LeavesNothing()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);
        var folder = clips.NewFolder();
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tools.Renderer().RenderAsync(
            input, probe, Tools.Whole(12), [Tools.Variant("tiktok", Tools.Small with { Width = 1080, Height = 1920 })], folder,
            new Callback<RenderProgress>(_ => stop.Cancel()), stop.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task RenderAsync_DiskFull_IsTransientAndLeavesNothing()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);
        var folder = clips.NewFolder();
        // Writes through this link fail as they do on a full disk.
        File.CreateSymbolicLink(Path.Combine(folder, "tiktok.mp4"), "/dev/full");

        var error = await Assert.ThrowsAsync<TransientException>(() => Tools.Renderer().RenderAsync(
            input, probe, Tools.Whole(3), [Tools.Variant("tiktok")], folder, null, Cancellation));

        Assert.Equal("disk_full", error.Code);
        Assert.Contains("Free some space", error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task RenderAsync_ClipBeyondTheEnd_IsRefused()
    {
        var input = Clips.Input(await clips.DemoAsync());
        var probe = await Tools.Analyser().ProbeAsync(input, Cancellation);

        var error = await Assert.ThrowsAsync<PermanentException>(() => Tools.Renderer().RenderAsync(
            input, probe, Tools.Whole(30), [Tools.Variant("tiktok")], clips.NewFolder(), null, Cancellation));

        Assert.Equal("edit_invalid", error.Code);
        Assert.Contains("12.00 s", error.Message);
    }

    [Theory]
    [InlineData(OverlayPlace.Top)]
    [InlineData(OverlayPlace.Middle)]
    [InlineData(OverlayPlace.Bottom)]
    public async Task RenderAsync_HostileText_StaysInTheSafeArea(OverlayPlace place)
    {
        var path = await clips.MakeAsync("dark.mp4", "-f", "lavfi", "-i", "color=c=black:s=270x480:r=10:d=1", "-c:v", "libx264");
        var input = Clips.Input(path);
        var folder = clips.NewFolder();
        var text = "{\\pos(0,0)\\fs400}\\N100% 'q' \"x\"; [a]:b=c, Ünï — Привет " + new string('W', 90) + "\n\r\t\u0007 end of a very long story that goes on and on";
        var edl = new EditDecisionList([new EditClip(0, 1)], [new TextOverlay(0, 1, text, place)], 0.5);

        await Tools.Renderer().RenderAsync(
            input, await Tools.Analyser().ProbeAsync(input, Cancellation), edl, [Tools.Variant("tiktok")], folder, null, Cancellation);

        var frame = await Clips.FrameAsync(Path.Combine(folder, "tiktok.mp4"), 0.5, 270, 480);
        var lit = Enumerable.Range(0, 270 * 480).Where(i => frame[i * 3] > 128).Select(i => (X: i % 270, Y: i / 270)).ToList();
        Assert.True(lit.Count > 500, "no text is seen");
        Assert.InRange(lit.Min(p => p.X), 0.06 * 270, 270);
        Assert.InRange(lit.Max(p => p.X), 0, 0.88 * 270);
        Assert.InRange(lit.Min(p => p.Y), 0.12 * 480, 480);
        Assert.InRange(lit.Max(p => p.Y), 0, 0.8 * 480);
    }
}
