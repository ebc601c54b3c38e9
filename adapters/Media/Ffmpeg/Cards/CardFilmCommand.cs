using System.Globalization;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Ffmpeg.Cards;

/// <summary>The one ffmpeg command that draws all cards of a film, run in the folder where the decoded pictures and music lie.</summary>
internal static class CardFilmCommand
{
    public const string Film = "cards.mp4";
    public const string Logo = "logo.png";
    public const string Music = "music.wav";

    private const int Rate = 30;

    // Gradients have no detail: drawn small and enlarged, they look the same and take a sixteenth of the time.
    private const string Small = "270x480";

    public static string Picture(int index) => string.Create(CultureInfo.InvariantCulture, $"picture{index}.png");

    public static IEnumerable<string> Arguments(CardOrder order)
    {
        int count = order.Cards.Count;
        double seconds = order.Cards.Sum(card => card.Seconds);
        int music = count + (order.Logo is null ? 0 : 1);
        return
        [
            "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "error", "-protocol_whitelist", "file",
            .. order.Cards.SelectMany((card, index) => card.Picture is { } picture ? File("png_pipe", Picture(picture)) : ["-f", "lavfi", "-i", Gradient(order.Colours, index)]),
            .. order.Logo is null ? [] : File("png_pipe", Logo),
            .. order.Music is null ? (string[])["-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo"] : ["-stream_loop", "-1", .. File("wav", Music)],
            "-filter_complex", string.Join(';', order.Cards.Select((card, index) => Drawn(card, index, count)))
                + ";" + string.Concat(Enumerable.Range(0, count).Select(index => $"[s{index}]")) + $"concat=n={count}:v=1:a=0,format=yuv420p[picture];"
                + (order.Music is null ? $"[{music}:a]anull[sound]" : $"[{music}:a]{Quiet(seconds)}[sound]"),
            "-map", "[picture]", "-map", "[sound]",
            "-c:v", "libx264", "-preset", "superfast", "-crf", "20", "-g", "60", "-c:a", "aac", "-b:a", order.Music is null ? "96k" : "160k", "-ar", "48000",
            "-t", Number(seconds), "-movflags", "+faststart", "-f", "mp4", "file:" + Film,
        ];
    }

    private static string[] File(string demuxer, string name) => ["-f", demuxer, "-i", "file:" + name];

    private static string Gradient(IReadOnlyList<string> colours, int index)
    {
        var (one, other) = (colours[index % colours.Count], colours[(index + 1) % colours.Count]);
        return $"gradients=s={Small}:r={Rate}:c0=0x{one.TrimStart('#')}:c1=0x{other.TrimStart('#')}:x0={(index % 2 == 0 ? 0 : 270)}:y0=0:x1={(index % 2 == 0 ? 270 : 0)}:y1=480:speed=0.015:seed={index + 1}";
    }

    private static string Drawn(Card card, int index, int logo)
    {
        string ground = card.Picture is { } picture
            ? $"[{index}:v]format=yuv444p,{Motion(picture, Math.Round(card.Seconds * Rate))},setsar=1"
            : $"[{index}:v]trim=duration={Number(card.Seconds)},scale=1080:1920,setsar=1";
        // It rises slowly in the upper third, where neither texts nor the platforms' own buttons are.
        return card.Logo
            ? $"{ground}[g{index}];[g{index}][{logo}:v]overlay=x=(W-w)/2:y=560-h/2-60*t/{Number(card.Seconds)}:format=auto[s{index}]"
            : $"{ground}[s{index}]";
    }

    // In, across, out, down: pictures that follow each other never move alike.
    private static string Motion(int picture, double frames)
    {
        string part = $"on/{Number(frames)}";
        var (zoom, x, y) = (picture % 4) switch
        {
            0 => ($"1+0.14*{part}", "(iw-iw/zoom)/2", "(ih-ih/zoom)/2"),
            1 => ("1.14", $"(iw-iw/zoom)*{part}", "(ih-ih/zoom)/2"),
            2 => ($"1.14-0.14*{part}", "(iw-iw/zoom)/2", "(ih-ih/zoom)/2"),
            _ => ("1.14", "(iw-iw/zoom)/2", $"(ih-ih/zoom)*{part}"),
        };
        return $"zoompan=z='{zoom}':x='{x}':y='{y}':d={Number(frames)}:s=1080x1920:fps={Rate}";
    }

    /// <summary>12 dB below the file, with soft ends. How loud the short is in the end is the render's business.</summary>
    private static string Quiet(double seconds) =>
        $"volume=-12dB,afade=t=in:d=0.3,afade=t=out:st={Number(Math.Max(0, seconds - 1.5))}:d=1.5";

    private static string Number(double value) => InputArguments.Number(value);
}
