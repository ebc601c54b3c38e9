using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core;
using Shortloop.Core.Brand;
using Shortloop.Core.Ports;
using Shortloop.Media.Tests.Rig;

namespace Shortloop.Media.Tests;

public sealed class CardTests(Clips clips)
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly string[] Colours = ["#10305a", "#e0a010"];

    [Fact]
    public async Task MakeAsync_PicturesLogoAndMusic_AreInTheFilmAndMove()
    {
        var order = new CardOrder(
            Colours, [new Card(2, 0), new Card(1), new Card(2, 1), new Card(1, Logo: true)],
            [
                await FileAsync("wide.jpg", BrandFormat.Jpeg, "-f", "lavfi", "-i", "testsrc2=s=1600x900", "-frames:v", "1"),
                await FileAsync("tall.webp", BrandFormat.Webp, "-f", "lavfi", "-i", "testsrc=s=600x900", "-frames:v", "1"),
            ],
            await FileAsync("logo.png", BrandFormat.Png, "-f", "lavfi", "-i", "color=c=red@0.9:s=300x100,format=rgba", "-frames:v", "1"),
            await FileAsync("music.mp3", BrandFormat.Mp3, "-f", "lavfi", "-i", "sine=f=330:d=2.5", "-b:a", "96k"));

        string film = await MakeAsync(order);

        var probe = await Tools.Analyser().ProbeAsync(Clips.Input(film), Cancellation);
        Assert.Equal((1080, 1920, "h264", "aac"), (probe.Video.Width, probe.Video.Height, probe.Video.Codec, probe.Audio?.Codec));
        Assert.Equal(6, probe.DurationSeconds, 0.1);
        foreach (double start in (double[])[0.1, 2.1, 3.1, 5.1])
            Assert.True(await DifferenceAsync(film, start, start + 0.8) > 0.3, $"The card at {start} s stands still.");
        // Red, where the logo is and nowhere else on its card.
        byte[] last = await Clips.FrameAsync(film, 5.5, 108, 192);
        Assert.True(At(last, 54, 53) is { R: > 180, G: < 80 }, "The logo is missing.");
        Assert.False(At(last, 54, 150) is { R: > 180, G: < 80 });
        Assert.InRange(await LoudnessAsync(film, 0.5, 2), 0.01, 0.2);
        // The music is shorter than the film and goes on.
        Assert.InRange(await LoudnessAsync(film, 3, 1), 0.01, 0.2);
    }

    [Fact]
    public async Task MakeAsync_ColoursOnly_MoveInSilence()
    {
        string film = await MakeAsync(new CardOrder(Colours, [new Card(1.5), new Card(1)], []));

        var probe = await Tools.Analyser().ProbeAsync(Clips.Input(film), Cancellation);
        Assert.Equal((1080, 1920, 48000), (probe.Video.Width, probe.Video.Height, probe.Audio!.SampleRate));
        Assert.Equal(2.5, probe.DurationSeconds, 0.1);
        Assert.True(await DifferenceAsync(film, 0.1, 1.3) > 0.3);
        Assert.Equal(0, await LoudnessAsync(film, 0, 2));
    }

    [Theory]
    [InlineData("m4a", BrandFormat.M4a, "aac")]
    [InlineData("wav", BrandFormat.Wav, "pcm_s16le")]
    [InlineData("ogg", BrandFormat.Ogg, "libvorbis")]
    public async Task MakeAsync_MusicOfEachFormat_IsHeardAndIsWhatItsBytesSay(string ending, BrandFormat format, string codec)
    {
        CardFile music = await FileAsync($"music.{ending}", format, "-f", "lavfi", "-i", "sine=f=330:d=2", "-c:a", codec);
        Assert.Equal(format, BrandFileSniffer.Sniff(music.Content)?.Format);

        string film = await MakeAsync(new CardOrder(Colours, [new Card(2)], [], Music: music));

        Assert.InRange(await LoudnessAsync(film, 0.3, 0.5), 0.01, 0.2);
    }

    [Fact]
    public async Task MakeAsync_APlaylistThatClaimsToBeMusic_IsNotFollowed()
    {
        byte[] playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n"u8.ToArray();
        var order = new CardOrder(Colours, [new Card(1)], [], Music: new CardFile("Song", BrandFormat.Mp3, playlist));

        var error = await Assert.ThrowsAsync<PermanentException>(() => new FfmpegCardMaker(new FfmpegOptions()).MakeAsync(order, Cancellation));

        Assert.Equal("brand_file_unreadable", error.Code);
        Assert.Contains("“Song”", error.Message);
    }

    [Fact]
    public async Task MakeAsync_ADamagedOrHugePicture_IsNamed()
    {
        CardFile whole = await FileAsync("noise.png", BrandFormat.Png, "-f", "lavfi", "-i", "testsrc2=s=800x800", "-frames:v", "1");
        CardFile huge = await FileAsync("huge.png", BrandFormat.Png, "-f", "lavfi", "-i", "color=s=6400x6400", "-frames:v", "1");
        foreach (CardFile file in (CardFile[])[whole with { Content = whole.Content[..200] }, huge])
        {
            var order = new CardOrder(Colours, [new Card(1, 0)], [file]);

            var error = await Assert.ThrowsAsync<PermanentException>(() => new FfmpegCardMaker(new FfmpegOptions()).MakeAsync(order, Cancellation));

            Assert.Equal("brand_file_unreadable", error.Code);
            Assert.Contains(file.Name, error.Message);
        }
    }

    private async Task<CardFile> FileAsync(string name, BrandFormat format, params string[] arguments) =>
        new(name, format, await File.ReadAllBytesAsync(await clips.MakeAsync("kit-" + name, arguments), Cancellation));

    private async Task<string> MakeAsync(CardOrder order)
    {
        string path = Path.Combine(clips.NewFolder(), "film.mp4");
        await File.WriteAllBytesAsync(path, await new FfmpegCardMaker(new FfmpegOptions()).MakeAsync(order, Cancellation), Cancellation);
        return path;
    }

    /// <summary>Mean of the differences of two frames, 0 to 255.</summary>
    private static async Task<double> DifferenceAsync(string path, double one, double other)
    {
        byte[] a = await Clips.FrameAsync(path, one, 108, 192), b = await Clips.FrameAsync(path, other, 108, 192);
        return a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
    }

    /// <summary>The largest sample, 0 to 1.</summary>
    private static async Task<double> LoudnessAsync(string path, double start, double length)
    {
        byte[] samples = await Clips.RunAsync(
            "ffmpeg", "-nostdin", "-v", "error", "-ss", $"{start}", "-t", $"{length}", "-i", path, "-ac", "1", "-f", "f32le", "pipe:1");
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(samples).ToArray().Max(Math.Abs);
    }

    private static (int R, int G) At(byte[] frame, int x, int y) => (frame[((y * 108) + x) * 3], frame[(((y * 108) + x) * 3) + 1]);
}
