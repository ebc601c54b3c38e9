namespace Shortloop.Core.Coach;

/// <summary>
/// What an action tells of somebody. Watching alone tells nothing of their taste, because the plan asked for it; it only keeps the video from coming again.
/// </summary>
internal static class Learning
{
    private const double Liked = 1;
    private const double Followed = 0.75;

    /// <param name="model">That made the plan's vectors; null: it has none.</param>
    public static CoachProfile From(CoachProfile profile, PlanItem item, ItemAction action, string? model)
    {
        if (model is not null && profile.Model != model)
            profile = profile with { Model = model, Tastes = [], Distaste = null };
        if (item.VideoKey is { } video)
            profile = profile with { Seen = CoachProfile.Add(profile.Seen, [video], CoachProfile.MostSeen) };
        string[] creator = item.CreatorKey is { } key ? [key] : [];
        return action switch
        {
            ItemAction.Liked => Taste(profile, item, Liked) with { LikedCreators = CoachProfile.Add(profile.LikedCreators, creator, CoachProfile.MostCreators) },
            ItemAction.Followed => Taste(profile, item, Followed) with
            {
                FollowedCreators = CoachProfile.Add(profile.FollowedCreators, creator, CoachProfile.MostCreators),
                BlockedCreators = [.. profile.BlockedCreators.Except(creator)],
            },
            ItemAction.Blocked => profile with
            {
                BlockedCreators = CoachProfile.Add(profile.BlockedCreators, creator, CoachProfile.MostCreators),
                FollowedCreators = [.. profile.FollowedCreators.Except(creator)],
                LikedCreators = [.. profile.LikedCreators.Except(creator)],
                Distaste = item.Vector is { } vector ? Tastes.Join(profile.Distaste, vector, 1, item.Title) : profile.Distaste,
            },
            ItemAction.Searched => profile with { Searched = CoachProfile.Add(profile.Searched, [item.Title], CoachProfile.MostSearched) },
            _ => profile,
        };
    }

    private static CoachProfile Taste(CoachProfile profile, PlanItem item, double weight) => item.Vector is { } vector
        ? profile with { Tastes = Tastes.Add(profile.Tastes, vector, weight, item.Title) }
        : profile;
}
