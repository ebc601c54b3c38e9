using System.Globalization;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core.Edits;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>The one ffmpeg command that makes all files of an edit: decoded once, encoded once per different result.</summary>
internal sealed class RenderCommand(
    EditInputs edit, MediaProbe probe, EditDecisionList edl, IReadOnlyList<RenderOutput> outputs, IReadOnlyDictionary<double, SoundPlan> sounds)
{
    private const int KeyFrameSeconds = 2;

    public static readonly IReadOnlyList<string> SoundEncoding = ["-c:a", "aac", "-b:a", "160k", "-ar", "48000", "-ac", "2"];

    private readonly RenderPicture[] pictures = [.. outputs.Select(output => output.Picture).Distinct()];

    /// <summary>Name of the overlays' script in the working folder.</summary>
    public static string ScriptName(int picture) => string.Create(CultureInfo.InvariantCulture, $"overlays-{picture}.ass");

    public async Task WriteScriptsAsync(WorkFolder work, CancellationToken cancellation)
    {
        if (edl.Overlays.Count == 0) return;
        for (var i = 0; i < pictures.Length; i++)
            await File.WriteAllTextAsync(work.File(ScriptName(i)), OverlayScript.Write(pictures[i], edl.Overlays), cancellation);
    }

    public IReadOnlyList<string> Arguments(string folder) =>
    [
        "-nostdin", "-hide_banner", "-nostats", "-y", "-loglevel", "warning", "-progress", "pipe:1",
        .. edit.Arguments(),
        "-filter_complex", string.Join(';', Graph()),
        .. outputs.SelectMany((output, i) => Video(output, i, folder)),
        .. outputs.SelectMany((output, i) => Thumbnail(output, i, folder)),
    ];

    private IEnumerable<string> Graph()
    {
        var rate = pictures.Max(picture => picture.FrameRate);
        yield return edit.Picture(rate);
        yield return $"[picture]split={pictures.Length}{Labels("raw", pictures.Length)}";
        for (var i = 0; i < pictures.Length; i++)
        {
            var picture = pictures[i];
            var users = outputs.Select((output, index) => (output, index)).Where(user => user.output.Picture == picture).Select(user => user.index).ToArray();
            yield return PictureFilters.Frame(picture, probe.Video, $"raw{i}", $"framed{i}", i);
            yield return $"[framed{i}]"
                + (picture.FrameRate < rate ? $"fps={FrameRates.Text(picture.FrameRate)}," : "")
                + (edl.Overlays.Count > 0 ? $"ass=f={ScriptName(i)}," : "")
                + $"format=yuv420p,split={users.Length * 2}{string.Concat(users.Select(user => $"[v{user}][t{user}]"))}";
        }

        for (var i = 0; i < outputs.Count; i++)
        {
            var at = Math.Clamp(edl.ThumbnailAt, 0, Math.Max(0, edl.Duration - (1.5 / outputs[i].Picture.FrameRate)));
            yield return $"[t{i}]trim=start={InputArguments.Number(at)},trim=end_frame=1,setpts=PTS-STARTPTS[thumbnail{i}]";
        }

        yield return edit.Sound();
        yield return $"[sound]asplit={outputs.Count}{Labels("s", outputs.Count)}";
        for (var i = 0; i < outputs.Count; i++)
            yield return $"[s{i}]{sounds[outputs[i].LoudnessLufs].Filters()},aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo[a{i}]";
    }

    private string[] Video(RenderOutput output, int index, string folder)
    {
        var gop = ((int)Math.Round(output.Picture.FrameRate * KeyFrameSeconds)).ToString(CultureInfo.InvariantCulture);
        return
        [
            "-map", $"[v{index}]", "-map", $"[a{index}]", "-map_metadata", "-1", "-map_chapters", "-1",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-maxrate", "12M", "-bufsize", "24M",
            "-profile:v", "high", "-pix_fmt", "yuv420p", "-g", gop, "-r", FrameRates.Text(output.Picture.FrameRate), "-fps_mode", "cfr",
            .. SoundEncoding,
            "-t", InputArguments.Number(edl.Duration), "-movflags", "+faststart", "-f", "mp4", "file:" + Path.Combine(folder, output.VideoName),
        ];
    }

    private static string[] Thumbnail(RenderOutput output, int index, string folder) =>
        ["-map", $"[thumbnail{index}]", "-frames:v", "1", "-q:v", "3", "-update", "1", "-f", "image2", "file:" + Path.Combine(folder, output.ThumbnailName)];

    private static string Labels(string name, int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"[{name}{i}]"));
}
