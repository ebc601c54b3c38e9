using static Shortloop.Core.Patterns.PatternFinder;

namespace Shortloop.Core.Patterns;

internal static class SoundPatterns
{
    public static IEnumerable<PatternContent> Find(VideoFacts facts)
    {
        yield return Silence(facts);
        if (facts.Sound is { IntegratedLufs: { } level } sound)
        {
            yield return Loudness(facts, sound, level);
            yield return Energy(facts, sound, level);
        }
    }

    private static PatternContent Silence(VideoFacts facts)
    {
        var share = facts.Sound?.SilenceShare ?? 1;
        var text = facts.Sound is null ? "The file has no audio stream"
            : facts.Sound.FirstSoundAt is null ? "The audio stream is silent throughout"
            : $"{Say.Percent(share)} of the time is silent";
        return Make(
            Guidelines.Silence,
            text,
            share,
            facts.Sound is null ? 1 : Amount(facts),
            [new(0, facts.DurationSeconds, text, share, "share")],
            new() { ["silenceShare"] = share },
            below: null,
            above: share < 1
                ? $"{text}, the guideline is at most {Say.Percent(Guidelines.Silence.High)}: cut the pauses out."
                : $"{text}: add music or a voice before posting.");
    }

    private static PatternContent Loudness(VideoFacts facts, SoundFacts sound, double level)
    {
        List<PatternEvidence> evidence = [new(null, null, $"Integrated loudness {Say.Level(level)}", level, "LUFS")];
        var data = new Dictionary<string, double> { ["integratedLufs"] = level };
        if (sound.RangeLu is { } range)
        {
            evidence.Add(new(null, null, $"Loudness range {Say.Number(range)} LU", range, "LU"));
            data["rangeLu"] = range;
        }

        return Make(
            Guidelines.Loudness,
            $"Loudness {Say.Level(level)}",
            level,
            Amount(facts),
            evidence,
            data,
            below: $"At {Say.Level(level)} it plays quieter than its neighbours in the feed: raise it by {Say.Number(-14 - level)} LU to −14 LUFS (renders do).",
            above: $"At {Say.Level(level)} it is louder than the platforms play back: lower it by {Say.Number(level + 14)} LU to −14 LUFS (renders do).");
    }

    private static PatternContent Energy(VideoFacts facts, SoundFacts sound, double level) => Make(
        Guidelines.AudioEnergy,
        $"Sound is active {Say.Percent(sound.ActiveShare)} of the time",
        sound.ActiveShare,
        Amount(facts),
        [
            new(null, null, $"{Say.Percent(sound.ActiveShare)} of the samples are within 10 LU of {Say.Level(level)}", sound.ActiveShare, "share"),
            new(null, null, $"{Say.Percent(sound.SpeechLikeShare)} of the 3-second windows rise and fall as talking does (a hint, not speech recognition)", sound.SpeechLikeShare, "share"),
        ],
        new() { ["activeShare"] = sound.ActiveShare, ["speechLikeShare"] = sound.SpeechLikeShare },
        below: $"The sound is active only {Say.Percent(sound.ActiveShare)} of the time: put a music bed under the quiet parts or cut them.",
        above: null);
}
