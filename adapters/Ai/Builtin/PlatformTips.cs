using Shortloop.Core.Models;
using Shortloop.Core.Patterns;
using Shortloop.Core.Strategies;

namespace Shortloop.Adapters.Builtin;

/// <summary>What a platform's frame and form make of this video's facts.</summary>
internal static class PlatformTips
{
    // The measure to look at first on each platform, where it is weak; by what fills that platform's feed.
    private static string[] First(string platform) => platform switch
    {
        "tiktok" => ["hook_timing", "hook_sound", "structure"],
        "instagram" => ["brightness", "framing", "hook_timing"],
        "youtube" => ["length", "pacing", "hook_timing"],
        "facebook" => ["silence", "loudness", "framing"],
        _ => [],
    };

    private static string Place(string platform) => platform switch
    {
        "tiktok" => "TikTok covers the lower and right edge with its buttons: keep texts off them.",
        "instagram" => "Reels show the cover in the profile grid: pick a bright frame for it.",
        "youtube" => "Shorts are found by search too: put the subject into the first words of the title.",
        "facebook" => "Say the point in the first line of the caption: the rest is folded away.",
        _ => "Check the preview on the platform before posting.",
    };

    public static PlatformAdvice For(string platform, StrategyRequest request, PatternFacts[] weak)
    {
        var first = First(platform);
        var chosen = first.Select(type => weak.FirstOrDefault(pattern => pattern.Type == type)).FirstOrDefault(found => found is not null)
            ?? weak.FirstOrDefault();
        if (chosen is not null)
            return new PlatformAdvice(platform, $"{chosen.Recommendation} {Place(platform)}", [.. chosen.Facts.Select(fact => fact.Id)]);

        var length = request.Patterns.First(pattern => pattern.Type == Guidelines.Length.Type);
        return new PlatformAdvice(
            platform, $"{length.Title}, within the guideline: post it whole. {Place(platform)}", [.. length.Facts.Select(fact => fact.Id)]);
    }
}
