using System.Text;

namespace Shortloop.Core.Patterns;

/// <summary>
/// A video as words, for an <see cref="Ports.IEmbedder"/>. A measure becomes one word per step that it reaches
/// (<c>pace_1 pace_2</c>), so that neighbouring values share words and distant ones do not.
/// </summary>
public static class VideoDescription
{
    public static string Text(string title, VideoFacts facts)
    {
        var text = new StringBuilder();
        Steps(text, "pace", facts.CutsPer10Seconds, [0.3, 1, 2, 3.5, 5, 8]);
        Steps(text, "shot", facts.ShotLengths.Median, [0.8, 1.5, 2.5, 4, 8, 20]);
        Steps(text, "opening", facts.FirstCutAt ?? facts.DurationSeconds, [1, 2, 3, 5, 10]);
        Steps(text, "hook_motion", facts.Hook3.Motion, [0.005, 0.01, 0.02, 0.04, 0.08]);
        Steps(text, "motion", facts.Picture.Motion, [0.005, 0.01, 0.02, 0.04, 0.08]);
        Steps(text, "brightness", facts.Picture.Brightness, [0.15, 0.3, 0.45, 0.6, 0.75]);
        Steps(text, "length", facts.DurationSeconds, [8, 15, 30, 60, 180, 600]);
        Steps(text, "still", Math.Max(facts.Picture.BlackShare, facts.Picture.FrozenShare), [0.05, 0.2, 0.5]);
        Steps(text, "shape", facts.Height > 0 ? (double)facts.Width / facts.Height : 1, [0.7, 0.95, 1.05, 1.5, 2]);
        Sound(text, facts.Sound);
        return text.Append(title).ToString();
    }

    private static void Sound(StringBuilder text, SoundFacts? sound)
    {
        if (sound?.IntegratedLufs is not { } level)
        {
            text.Append("soundless no_audio quiet_throughout ");
            return;
        }

        Steps(text, "loudness", level, [-35, -28, -22, -18, -14, -10]);
        Steps(text, "silence", sound.SilenceShare, [0.03, 0.1, 0.3, 0.6]);
        Steps(text, "active", sound.ActiveShare, [0.3, 0.5, 0.7, 0.9]);
        Steps(text, "speech_like", sound.SpeechLikeShare, [0.2, 0.5, 0.8]);
    }

    private static void Steps(StringBuilder text, string name, double value, double[] steps)
    {
        var reached = steps.Count(step => value >= step);
        for (var step = 0; step <= reached; step++) text.Append(name).Append('_').Append(step).Append(' ');
    }
}
