using System.Buffers.Text;
using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.YouTube;

/// <param name="Channel">Null: a channel outside the world.</param>
/// <param name="World">Null: a video outside the world.</param>
internal sealed record TubeVideo(
    string Id, string ChannelId, string ChannelTitle, string Title, string Description, IReadOnlyList<string> Tags, string CategoryId, string Language,
    string Topic, DateTimeOffset PublishedAt, int DurationSeconds, WorldMetrics Metrics, bool HasCaptions, bool IsForeign, WorldVideo? World);

/// <summary>
/// The videos that can be asked for by id: those of the world, some ids with a fate of their own, and, where captions are set to "any", every
/// other well-formed id, so that any link that somebody pastes leads to something.
/// </summary>
internal sealed class KnownVideos(SandboxContext sandbox)
{
    public const string Private = "sbxPrivate1";
    public const string Deleted = "sbxDeleted1";

    /// <summary>There, without captions.</summary>
    public const string Silent = "sbxSilent01";

    /// <summary>There; its captions are nobody's, whatever the setting.</summary>
    public const string Foreign = "sbxForeign1";

    /// <summary>A talk of two hours.</summary>
    public const string Long = "sbxLong2h01";

    public TubeVideo? Find(string id)
    {
        if (id.Length != 11 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || id is Private or Deleted)
            return null;
        if (sandbox.World.FindVideo(id) is { } video)
            return video.PublishedAt <= sandbox.Now ? Of(video) : null;
        return id is Silent or Foreign or Long || sandbox.Settings.Captions == SandboxSettings.AnyCaptions ? Invent(id) : null;
    }

    public TubeVideo Of(WorldVideo video)
    {
        var phrase = video.Topic.Phrases[video.Language];
        return new(
            video.Id, video.Creator.Id, video.Creator.Name, video.Title, video.Description, [.. video.HashtagList, phrase],
            WorldCategories.YouTubeId(video.Category), video.Language, phrase, video.PublishedAt, video.DurationSeconds,
            sandbox.World.MetricsAt(video, sandbox.Now), HasCaptions: true, IsForeign: false, video);
    }

    /// <summary>From the id alone; an old video, whose numbers stand still.</summary>
    private static TubeVideo Invent(string id)
    {
        var dice = new Dice(Dice.Key(id), Dice.Key("invented"));
        var category = dice.Pick(WorldCategories.All);
        var topic = dice.Pick(WorldTopic.Of(category)).Phrases["en"];
        var views = 1000 + dice.Below(900_000);
        var seconds = id == Long ? 7200 : 240 + dice.Below(1500);
        Span<byte> channel = stackalloc byte[16];
        BitConverter.TryWriteBytes(channel, dice.Bits());
        BitConverter.TryWriteBytes(channel[8..], dice.Bits());
        return new(
            id, "UC" + Base64Url.EncodeToString(channel), "A channel elsewhere", $"A talk about {topic}", $"All about {topic}. #{topic.Replace(" ", "", StringComparison.Ordinal)}",
            [topic], WorldCategories.YouTubeId(category), "en", topic, new DateTimeOffset(2025, 3, 1, 9, 0, 0, TimeSpan.Zero).AddMinutes(dice.Below(400_000)),
            seconds, new(views, views / 20, views / 300, views / 200), HasCaptions: id != Silent, IsForeign: id == Foreign, null);
    }
}
