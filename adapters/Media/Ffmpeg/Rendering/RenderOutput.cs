using Shortloop.Core.Edits;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>One file to encode, for all variants that ask for the same.</summary>
internal sealed record RenderOutput(RenderPicture Picture, double LoudnessLufs, IReadOnlyList<RenderVariant> Variants)
{
    public string VideoName => VideoOf(Variants[0]);

    public string ThumbnailName => ThumbnailOf(Variants[0]);

    public static string VideoOf(RenderVariant variant) => variant.Platform + ".mp4";

    public static string ThumbnailOf(RenderVariant variant) => variant.Platform + ".jpg";

    public static IReadOnlyList<RenderOutput> Of(IReadOnlyList<RenderVariant> variants) =>
        [.. variants.GroupBy(variant => (variant.Picture, variant.LoudnessLufs)).Select(same => new RenderOutput(same.Key.Picture, same.Key.LoudnessLufs, [.. same]))];
}
