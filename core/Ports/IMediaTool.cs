using Shortloop.Core.Edits;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Ports;

/// <param name="Location">A signed http(s) link or an absolute file path.</param>
/// <param name="Format">From the content's first bytes; decides the demuxer, so that a hostile playlist is never followed.</param>
public sealed record MediaInput(string Location, MediaFormat Format);

/// <summary>Takes the files that an analysis makes; called once a file, in any order.</summary>
public interface IMediaSink
{
    Task SaveAsync(string name, string contentType, Stream content, CancellationToken cancellation);
}

/// <summary>
/// Measures media. Media that can't be used is a <see cref="PermanentException"/>: <c>media_unreadable</c> (truncated, not media),
/// <c>media_no_video</c>, <c>media_empty</c> (zero length), <c>media_too_long</c>, each with a sentence for the creator. Tool missing:
/// <see cref="PermanentException"/> <c>ffmpeg_missing</c> that says how to install it. Disk full: <see cref="TransientException"/> <c>disk_full</c>.
/// </summary>
public interface IMediaAnalyser
{
    Task<MediaProbe> ProbeAsync(MediaInput input, CancellationToken cancellation);

    /// <summary>One decoding pass for picture and sound together. Saves key frames (every 2 s), poster and preview strip to <paramref name="sink"/>.</summary>
    /// <param name="progress">0 to 1.</param>
    Task<MediaMeasurements> MeasureAsync(
        MediaInput input, MediaProbe probe, IMediaSink sink, IProgress<double>? progress, CancellationToken cancellation);
}

/// <param name="Fraction">0 to 1.</param>
/// <param name="Speed">Seconds of output made per second of work; null while unknown.</param>
/// <param name="Eta">Null while unknown.</param>
public sealed record RenderProgress(double Fraction, double? Speed, TimeSpan? Eta);

/// <summary>Makes the outputs of an edit. Same pictures are decoded and encoded once, whatever the number of variants.</summary>
public interface IMediaRenderer
{
    /// <summary>
    /// Renders all variants into <paramref name="folder"/> and checks each with ffprobe; a wrong result is a <see cref="PermanentException"/>
    /// <c>render_wrong</c> that says what differs, and leaves no file.
    /// </summary>
    Task<IReadOnlyList<RenderedFile>> RenderAsync(
        MediaInput input,
        MediaProbe probe,
        EditDecisionList edl,
        IReadOnlyList<RenderVariant> variants,
        string folder,
        IProgress<RenderProgress>? progress,
        CancellationToken cancellation);
}
