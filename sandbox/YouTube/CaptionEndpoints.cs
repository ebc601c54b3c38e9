using System.Text;
using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <summary>captions.list and captions.download. An id of a track is the video's id, language and kind with dots between.</summary>
internal sealed class CaptionEndpoints(SandboxContext sandbox, KnownVideos videos)
{
    public IResult List(YouTubeCall call)
    {
        if (call["videoId"] is not { } id)
            return YouTubeReply.Error(400, "missingRequiredParameter", "Required parameter: videoId", "global");
        if (Refusal(call) is { } refusal)
            return refusal;
        if (videos.Find(id) is not { } video)
            return NoVideo();
        if (!MayRead(call, video))
            return Forbidden();
        return Results.Json(new
        {
            kind = "youtube#captionListResponse",
            etag = "sbx",
            items = Tracks(video).Select(t => new
            {
                kind = "youtube#caption",
                etag = "sbx",
                id = $"{video.Id}.{t.Language}.{t.Kind}",
                snippet = new
                {
                    videoId = video.Id,
                    lastUpdated = VideoJson.Time(video.PublishedAt.AddMinutes(20)),
                    trackKind = t.Kind,
                    language = t.Language,
                    name = "",
                    audioTrackType = "unknown",
                    isCC = false,
                    isDraft = false,
                    isAutoSynced = false,
                    status = "serving",
                },
            }),
        });
    }

    public IResult Download(YouTubeCall call, string trackId)
    {
        if (Refusal(call) is { } refusal)
            return refusal;
        if (trackId.Split('.') is not [var id, var language, var kind] || videos.Find(id) is not { } video || !Tracks(video).Contains((language, kind)))
            return YouTubeReply.Error(404, "captionNotFound", "The caption track could not be found.", "youtube.caption");
        if (!MayRead(call, video))
            return Forbidden();
        var lines = Talk.Of(video.Id, language, language == video.Language ? video.Topic : "the same topic", video.ChannelTitle, video.DurationSeconds);
        var (text, type) = (call["tfmt"] ?? "srt") switch
        {
            "vtt" => (kind == "asr" ? CaptionFiles.RollingVtt(lines, language) : CaptionFiles.Vtt(lines, language), "text/vtt"),
            "srt" => (CaptionFiles.Srt(lines), "application/x-subrip"),
            _ => ("", ""),
        };
        return type.Length == 0
            ? YouTubeReply.Error(400, "couldNotConvert", "The caption track data could not be converted into the requested format.", "youtube.caption")
            : Results.Bytes(Encoding.UTF8.GetBytes(text), type);
    }

    private static List<(string Language, string Kind)> Tracks(TubeVideo video)
    {
        if (!video.HasCaptions)
            return [];
        var tracks = new List<(string, string)>();
        // A third of the creators leave it to the machine.
        if (Dice.Key(video.Id) % 3 != 0 || video.World is null)
            tracks.Add((video.Language, "standard"));
        tracks.Add((video.Language, "asr"));
        if (video.Language != "en" && Dice.Key(video.Id) % 2 == 0)
            tracks.Add(("en", "standard"));
        return tracks;
    }

    private IResult? Refusal(YouTubeCall call) => call.Grant switch
    {
        { } grant when !grant.Has(Scopes.ForceSsl) => ChannelEndpoints.InsufficientScope(),
        null when sandbox.Settings.Captions != SandboxSettings.AnyCaptions => YouTubeReply.Unauthorized(),
        _ => null,
    };

    private bool MayRead(YouTubeCall call, TubeVideo video) =>
        !video.IsForeign && (sandbox.Settings.Captions == SandboxSettings.AnyCaptions || call.Grant?.ChannelId == video.ChannelId);

    private static IResult NoVideo() =>
        YouTubeReply.Error(404, "videoNotFound", "The video identified by the videoId parameter could not be found.", "youtube.caption");

    private static IResult Forbidden() => YouTubeReply.Error(
        403, "forbidden", "The permissions associated with the request are not sufficient to download the caption track.", "youtube.caption", "PERMISSION_DENIED");
}
