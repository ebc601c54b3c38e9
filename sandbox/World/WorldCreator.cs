namespace Shortloop.Sandbox.World;

/// <param name="Index">Place in <see cref="CreatorWorld.Creators"/>.</param>
/// <param name="Id">As YouTube's: <c>UC</c> and 22 letters.</param>
/// <param name="Handle">With its @.</param>
/// <param name="Category">One of <see cref="WorldCategories.All"/>.</param>
/// <param name="Language">Of everything they publish: en, ru, es or de.</param>
/// <param name="MedianViews">What half of their ordinary videos reach in the end.</param>
/// <param name="VideosPerDay">On average.</param>
/// <param name="FavouriteFormat">Of about half their videos.</param>
/// <param name="OwnHashtag">Put under every video of theirs; null if they have none. A false friend: many videos, one creator.</param>
/// <param name="Topics">What they talk about.</param>
public sealed record WorldCreator(
    int Index,
    string Id,
    string Name,
    string Handle,
    string Category,
    string Language,
    double MedianViews,
    double VideosPerDay,
    WorldFormat FavouriteFormat,
    string? OwnHashtag,
    IReadOnlyList<WorldTopic> Topics,
    long FollowersAtStart,
    double FollowersPerDay)
{
    /// <summary>The uploads playlist, by YouTube's rule.</summary>
    public string UploadsPlaylist => "UU" + Id[2..];

    public long FollowersAt(DateTimeOffset instant) =>
        FollowersAtStart + (long)(Math.Max(0, (instant - CreatorWorld.Beginning).TotalDays) * FollowersPerDay);
}
