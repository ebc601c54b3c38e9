using System.Globalization;
using System.Text;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>The inputs of an edit and the filters that put its clips one after the other.</summary>
internal sealed class EditInputs(MediaInput input, MediaProbe probe, EditDecisionList edl)
{
    private readonly IReadOnlyList<SourceRun> runs = SourceRun.Of(edl.Clips);

    public int InputCount => runs.Count;

    public IEnumerable<string> Arguments() =>
        runs.SelectMany(run => (string[])[.. InputArguments.Range(run.Start, run.Length), .. InputArguments.For(input)]);

    /// <summary>Filters that end in <c>[picture]</c>: every clip at its speed, at a constant rate, with exactly as many frames as its place in the result has.</summary>
    public string Picture(double rate)
    {
        var done = 0d;
        return Join("picture", probe.Video.Index, "split", "v=1:a=0", (clip, from) =>
        {
            var frames = FrameAt(done + clip.Duration, rate) - FrameAt(done, rate);
            done += clip.Duration;
            return $"trim={Range(clip, from)},setpts=(PTS-{Number(clip.SourceStart - from)}/TB)/{Number(clip.Speed)},fps={FrameRates.Text(rate)}:start_time=0,"
                + $"tpad=stop_mode=clone:stop_duration={Number(clip.Duration)},trim=end_frame={frames},setpts=PTS-STARTPTS,scale=iw*sar:ih,setsar=1";
        });
    }

    /// <summary>
    /// Filters that end in <c>[sound]</c>: stereo, 48 kHz, every clip exactly as long as its pictures, so that a sound track with gaps
    /// or an early end does not pull forward what follows.
    /// </summary>
    public string Sound() => probe.Audio is null
        ? $"anullsrc=r=48000:cl=stereo,atrim=duration={Number(edl.Duration)}[sound]"
        : Join("sound", probe.Audio.Index, "asplit", "v=0:a=1", (clip, from) =>
            $"atrim={Range(clip, from)},asetpts=PTS-{Number(clip.SourceStart - from)}/TB,aresample=48000:async=1:first_pts=0,"
            + "aformat=sample_fmts=fltp:channel_layouts=stereo,"
            + (clip.Speed == 1 ? "" : $"atempo={Number(clip.Speed)},")
            + $"apad,atrim=duration={Number(clip.Duration)}");

    private static int FrameAt(double seconds, double rate) => (int)Math.Round(seconds * rate);

    private string Join(string name, int stream, string split, string kind, Func<EditClip, double, string> filters)
    {
        var graph = new StringBuilder();
        var parts = new List<string>();
        for (var run = 0; run < runs.Count; run++)
        {
            var clips = runs[run].Clips;
            string[] sources = clips.Count == 1 ? [$"[{run}:{stream}]"] : [.. clips.Select((_, i) => $"[{name}-{run}-{i}]")];
            if (clips.Count > 1) graph.Append(CultureInfo.InvariantCulture, $"[{run}:{stream}]{split}={clips.Count}{string.Concat(sources)};");
            for (var i = 0; i < clips.Count; i++)
            {
                parts.Add($"[{name}{parts.Count}]");
                graph.Append(sources[i]).Append(filters(clips[i], runs[run].Start)).Append(parts[^1]).Append(';');
            }
        }

        return graph.Append(CultureInfo.InvariantCulture, $"{string.Concat(parts)}concat=n={parts.Count}:{kind}[{name}]").ToString();
    }

    private static string Range(EditClip clip, double from) => $"start={Number(clip.SourceStart - from)}:end={Number(clip.SourceEnd - from)}";

    private static string Number(double value) => InputArguments.Number(value);
}
