using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar;

/// <summary>The sources of this installation, as far as an organisation wants them.</summary>
public sealed class TrendSources(IEnumerable<ITrendSource> all)
{
    private readonly IReadOnlyList<ITrendSource> _all = [.. all];

    public IReadOnlyList<ITrendSource> For(TrendWatch? watch) =>
        [.. _all.Where(source => source.Info.Official || watch is { OfficialOnly: false })];

    /// <summary>Which one a video is measured by: the one that found it, else the platform's first.</summary>
    public static ITrendSource? Of(IReadOnlyList<ITrendSource> allowed, string platform, string source) =>
        allowed.FirstOrDefault(one => one.Info.Name == source && one.Info.Platform == platform) ?? allowed.FirstOrDefault(one => one.Info.Platform == platform);
}
