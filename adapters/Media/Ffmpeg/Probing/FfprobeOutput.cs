namespace Shortloop.Adapters.Ffmpeg.Probing;

// ffprobe -print_format json, the fields that we read. Numbers come as strings.

internal sealed record FfprobeOutput(IReadOnlyList<FfprobeStream>? Streams, FfprobeFormat? Format);

internal sealed record FfprobeFormat(string? Duration, string? Size, string? BitRate);

internal sealed record FfprobeStream(
    int Index,
    string? CodecType,
    string? CodecName,
    string? Profile,
    int? Width,
    int? Height,
    string? SampleAspectRatio,
    string? PixFmt,
    string? RFrameRate,
    string? AvgFrameRate,
    string? Duration,
    string? SampleRate,
    int? Channels,
    IReadOnlyDictionary<string, int>? Disposition,
    IReadOnlyDictionary<string, string>? Tags,
    IReadOnlyList<FfprobeSideData>? SideDataList);

internal sealed record FfprobeSideData(double? Rotation);
