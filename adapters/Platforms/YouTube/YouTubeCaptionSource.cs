using System.Net;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.YouTube;

/// <summary>
/// Captions by captions.list (50 units) and captions.download (200): YouTube gives them only to who may edit the video. The public caption
/// addresses of YouTube's own player are undocumented and not used.
/// </summary>
public sealed class YouTubeCaptionSource : ICaptionSource
{
    private const int ListCost = 50;
    private const int DownloadCost = 200;

    private static readonly string[] Refusals = ["forbidden", "videoNotFound", "captionNotFound", "notFound"];

    private readonly YouTubeHttp _http;
    private readonly YouTubeLinks _links;
    private readonly YouTubeOptions _options;

    /// <param name="http">From <see cref="YouTubeTrendSource.CreateHttpClient"/>.</param>
    public YouTubeCaptionSource(HttpClient http, YouTubeOptions options, QuotaBudget budget, TimeProvider time, ILogger<YouTubeCaptionSource> logger)
    {
        _options = options;
        _http = new YouTubeHttp(http, options, budget, time, logger, PortErrors.Source);
        _links = new YouTubeLinks(options);
    }

    public string Platform => VideoReading.Platform;

    public string? FindVideoId(string link) => _links.FindVideoId(link);

    public async Task<SourceCaptions> ReadAsync(string videoId, string? accessToken, string? language, CancellationToken cancellation)
    {
        if (accessToken is null && !_options.CaptionsByKey)
            throw NotYours();
        WireList<WireVideo> videos = await _http.CallAsync<WireList<WireVideo>>(
            "video", $"videos?part=snippet,contentDetails&id={Uri.EscapeDataString(videoId)}", 1, accessToken, cancellation);
        if (videos.Items is not [{ Snippet: { } snippet } video, ..])
            throw Gone();
        try
        {
            WireList<WireCaption> tracks = await _http.CallAsync<WireList<WireCaption>>(
                "caption list", $"captions?part=snippet&videoId={Uri.EscapeDataString(videoId)}", ListCost, accessToken, cancellation, Refusals);
            WireCaption track = Choose(tracks.Items ?? [], language, snippet.DefaultAudioLanguage ?? snippet.DefaultLanguage)
                ?? throw new PermanentException("captions_none", "This video has no captions. Upload a caption file or a transcript instead.");
            byte[] file = await _http.DownloadAsync(
                "caption download", $"captions/{Uri.EscapeDataString(track.Id)}?tfmt=vtt", DownloadCost, accessToken, cancellation, Refusals);
            string spoken = track.Snippet!.Language ?? "en";
            return new SourceCaptions(
                videoId, snippet.Title ?? videoId, snippet.ChannelTitle ?? "", VideoReading.Seconds(video.ContentDetails?.Duration), spoken,
                $"{videoId}.{spoken}.vtt", file);
        }
        catch (YouTubeRefusalException refusal) when (refusal.Status == HttpStatusCode.Forbidden)
        {
            throw NotYours();
        }
        catch (YouTubeRefusalException)
        {
            throw Gone();
        }
    }

    /// <summary>In the wanted language, else the video's own, else any; within a language what people wrote before what the machine heard.</summary>
    private static WireCaption? Choose(WireCaption[] tracks, string? wanted, string? own) => tracks
        .Where(t => t.Snippet is { IsDraft: false } && t.Snippet.Status is null or "serving")
        .OrderByDescending(t => Speaks(t, wanted))
        .ThenByDescending(t => Speaks(t, own))
        .ThenBy(t => string.Equals(t.Snippet!.TrackKind, "asr", StringComparison.OrdinalIgnoreCase))
        .FirstOrDefault();

    private static bool Speaks(WireCaption track, string? language) =>
        language is not null && track.Snippet!.Language is { } tracks
        && string.Equals(tracks.Split('-')[0], language.Split('-')[0], StringComparison.OrdinalIgnoreCase);

    private static PermanentException NotYours() => new PermanentException(
        "captions_not_yours",
        "YouTube gives a video's captions only to the channel that owns it. Connect that channel under Accounts, or upload the captions as a file.");

    private static PermanentException Gone() => new PermanentException(
        "source_gone", "There is no such video, or it is private. Check the link, or upload the captions as a file.");
}
