using System.Globalization;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Processes;

/// <summary>
/// The options before an input. The demuxer is forced and the protocols are few, so that content which claims to be a playlist
/// is not followed to other files or hosts.
/// </summary>
internal static class InputArguments
{
    public static IEnumerable<string> For(MediaInput input)
    {
        var remote = IsRemote(input);
        yield return "-protocol_whitelist";
        yield return remote ? "http,https,tcp,tls" : "file";
        if (remote)
        {
            yield return "-rw_timeout";
            yield return "20000000";
            yield return "-reconnect";
            yield return "1";
            yield return "-reconnect_delay_max";
            yield return "5";
        }

        yield return "-f";
        yield return Demuxer(input.Format);
        yield return "-i";
        yield return remote ? input.Location : "file:" + input.Location;
    }

    /// <summary>Seeks before decoding and ends after <paramref name="length"/> seconds.</summary>
    public static IEnumerable<string> Range(double start, double length) =>
        ["-ss", Number(start), "-t", Number(length)];

    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static bool IsRemote(MediaInput input)
    {
        if (Path.IsPathFullyQualified(input.Location)) return false;
        if (input.Location.StartsWith("http://", StringComparison.Ordinal)
            || input.Location.StartsWith("https://", StringComparison.Ordinal)) return true;
        throw new PermanentException("media_unreadable", "The video's location is neither a web link nor an absolute path.");
    }

    private static string Demuxer(MediaFormat format) => format switch
    {
        MediaFormat.Mp4 => "mov",
        MediaFormat.Matroska => "matroska",
        MediaFormat.Avi => "avi",
        _ => throw new PermanentException("media_unreadable", "This kind of file is not supported. Use MP4, MOV, WebM, MKV or AVI."),
    };
}
