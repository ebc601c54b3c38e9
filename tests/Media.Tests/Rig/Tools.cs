using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Core.Edits;

[assembly: AssemblyFixture(typeof(Shortloop.Media.Tests.Rig.Clips))]

namespace Shortloop.Media.Tests.Rig;

internal static class Tools
{
    /// <summary>Small, so that tests are quick; upright, so that something has to be framed.</summary>
    public static readonly RenderPicture Small = new(270, 480, 30, Framing.Blur, 0.12, 0.2, 0.06, 0.12);

    public static FfmpegMediaAnalyser Analyser(FfmpegOptions? options = null) =>
        new(options ?? new FfmpegOptions(), NullLogger<FfmpegMediaAnalyser>.Instance);

    public static FfmpegMediaRenderer Renderer(FfmpegOptions? options = null) =>
        new(options ?? new FfmpegOptions(), NullLogger<FfmpegMediaRenderer>.Instance);

    public static EditDecisionList Whole(double seconds) => new([new EditClip(0, seconds)], [], seconds / 2);

    public static RenderVariant Variant(string platform, RenderPicture? picture = null, double loudness = -14) => new(platform, picture ?? Small, loudness);
}
