using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg;

/// <summary>
/// A clip that ffmpeg draws, for a first look and for tests: 12 s, 1280 × 720, 30 frames per second, six shots, chimes. When what
/// happens in it is known exactly.
/// </summary>
public static class DemoClip
{
    public const double Seconds = 12;
    public const double FrameRate = 30;
    public const double FirstSoundAt = 0.5;

    /// <summary>First frame of every shot but the first.</summary>
    public static readonly IReadOnlyList<double> Cuts = [2, 3.5, 5, 7, 9];

    public static readonly IReadOnlyList<TimeSpanSeconds> Silences = [new(0, FirstSoundAt), new(7, 8)];

    private static readonly string[] Sources =
    [
        "gradients=s=640x360:r=30:c0=0x0b1e5b:c1=0xff5f6d:x0=0:y0=0:x1=640:y1=360:speed=0.02:seed=7",
        "mandelbrot=s=320x180:r=30:start_scale=0.9:end_scale=0.3:end_pts=60",
        "life=s=160x90:r=30:mold=12:ratio=0.12:seed=11:death_color=0x3b0f70:life_color=0xfcfdbf:mold_color=0xde4968",
        "gradients=s=640x360:r=30:c0=0xfdfbd3:c1=0x8fd3a6:c2=0x2a9d8f:n=3:speed=0.01:seed=3",
        "color=c=0xffb703:s=1280x720:r=30",
        "color=c=0x101418:s=1280x720:r=30",
        "color=c=0xe76f51:s=220x220:r=30",
        "color=c=0x023047:s=300x300:r=30",
        "aevalsrc='0.25*sin(2*PI*220*t)*exp(-3*mod(t,0.5))+0.18*sin(2*PI*(330+110*floor(mod(t,2)))*t)*exp(-5*mod(t,0.25))':s=48000:d=12",
    ];

    private static readonly string[] Graph =
    [
        "[0:v]trim=duration=2,scale=1280:720," + Title("Shortloop", 120, "white", "(w-tw)/2", "(h-th)/2-20*sin(3*t)") + "[s0]",
        "[1:v]trim=duration=1.5,scale=1280:720[s1]",
        "[2:v]trim=duration=1.5,scale=1280:720:flags=neighbor[s2]",
        "[3:v]trim=duration=2,scale=1280:720[back3]",
        "[back3][6:v]overlay=x=60+460*t:y=230:shortest=1," + Title("find · make · publish · learn", 64, "0x264653", "(w-tw)/2", "560") + "[s3]",
        "[4:v]trim=duration=2[back4]",
        "[back4][7:v]overlay=x=490+300*sin(2*t):y=210+120*cos(3*t):shortest=1[s4]",
        "[5:v]trim=duration=3," + Title("The end", 110, "0xffd166", "(w-tw)/2+100*sin(t*2)", "(h-th)/2") + "[s5]",
        "[s0][s1][s2][s3][s4][s5]concat=n=6:v=1:a=0,format=yuv420p[picture]",
        "[8:a]volume='if(lt(t,0.5)+between(t,7,8),0,1)':eval=frame,aformat=channel_layouts=stereo[sound]",
    ];

    /// <summary>Writes the clip as MP4 (H.264, AAC) to <paramref name="path"/>, over what is there.</summary>
    public static async Task CreateAsync(string path, FfmpegOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new FfmpegOptions();
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "error",
            .. Sources.SelectMany(source => (string[])["-f", "lavfi", "-i", source]),
            "-filter_complex", string.Join(';', Graph), "-map", "[picture]", "-map", "[sound]",
            "-c:v", "libx264", "-preset", "superfast", "-crf", "22", "-g", "60", "-c:a", "aac", "-b:a", "128k",
            "-t", InputArguments.Number(Seconds), "-movflags", "+faststart", "-f", "mp4", "file:" + Path.GetFullPath(path),
        ];
        var command = new MediaCommand(options.Ffmpeg, arguments, options.WorkFolder, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        var outcome = await MediaProcess.RunAsync(command, static (output, _, stop) => output.CopyToAsync(Stream.Null, stop), cancellation);
        if (outcome.ExitCode != 0)
            throw MediaFailure.From(outcome.Stderr, () => new PermanentException("ffmpeg_incomplete", "This ffmpeg cannot draw the demo clip. Install the distribution's full build: " + outcome.Stderr));
    }

    private static string Title(string text, int size, string colour, string x, string y) =>
        $"drawtext=font='DejaVu Sans':text='{text}':fontsize={size}:fontcolor={colour}:x={x}:y={y}";
}
