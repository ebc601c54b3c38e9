namespace Shortloop.Sandbox.World;

/// <summary>One public video. Small on purpose: texts are made when they are asked for, numbers by <see cref="CreatorWorld.MetricsAt"/>.</summary>
public sealed class WorldVideo
{
    internal WorldVideo(WorldCreator creator, string id, DateTimeOffset publishedAt, ulong key) =>
        (Creator, Id, PublishedAt, Key) = (creator, id, publishedAt, key);

    /// <summary>Eleven letters, as YouTube's.</summary>
    public string Id { get; }

    public WorldCreator Creator { get; }

    public DateTimeOffset PublishedAt { get; }

    public string Category => Creator.Category;

    public string Language => Creator.Language;

    public required WorldTopic Topic { get; init; }

    public required WorldFormat Format { get; init; }

    public required int DurationSeconds { get; init; }

    /// <summary>Name of the sound, for platforms that tell it.</summary>
    public string Sound => Hashtags.SoundOf(Creator.Category, Key);

    /// <summary>The planted trends that it carries, at most one of each kind.</summary>
    public IReadOnlyList<PlantedTrend> Trends { get; init; } = [];

    /// <summary>One of the rare videos that go viral by themselves.</summary>
    public bool IsViral { get; init; }

    /// <summary>Views in the end.</summary>
    public required double FinalViews { get; init; }

    public string Title => VideoText.Title(this);

    /// <summary>Ends with the hashtags.</summary>
    public string Description => VideoText.Description(this);

    /// <summary>Lower case, without #, each once.</summary>
    public IReadOnlyList<string> HashtagList => VideoText.HashtagsOf(this);

    internal ulong Key { get; }

    internal double Depth { get; init; }

    internal double TauHours { get; init; }

    /// <summary>Per view.</summary>
    internal double LikeRate { get; init; }

    internal double CommentRate { get; init; }

    internal double ShareRate { get; init; }

    internal bool HidesLikes { get; init; }

    internal bool HasNoComments { get; init; }
}
