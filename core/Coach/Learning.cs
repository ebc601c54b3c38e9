namespace Shortloop.Core.Coach;

/// <summary>
/// What an action tells of somebody. Watching alone keeps the video from coming again; that it was not liked counts half a like against it, once
/// the next plan is made.
/// </summary>
internal static class Learning
{
    private const double Liked = 1;
    private const double Followed = 0.75;
    private const double Blocked = 1;
    private const double Passed = 0.5;

    /// <param name="model">That made the item's vector; null: it has none.</param>
    public static CoachProfile From(CoachProfile profile, PlanItem item, ItemAction action, string? model)
    {
        if (model is not null && profile.Model != model)
            profile = profile with { Model = model, Tastes = [], Distastes = [], Pending = [] };
        if (item.VideoKey is { } video)
            profile = profile with { Seen = CoachProfile.Add(profile.Seen, [video], CoachProfile.MostSeen) };
        string[] creator = item.CreatorKey is { } key ? [key] : [];
        return action switch
        {
            ItemAction.Watched => item.IsCompleted ? profile : Wait(profile, item),
            ItemAction.Liked => Taste(profile, item, Liked) with { LikedCreators = CoachProfile.Add(profile.LikedCreators, creator, CoachProfile.MostCreators) },
            ItemAction.Followed => Taste(profile, item, Followed) with
            {
                FollowedCreators = CoachProfile.Add(profile.FollowedCreators, creator, CoachProfile.MostCreators),
                BlockedCreators = [.. profile.BlockedCreators.Except(creator)],
            },
            ItemAction.Blocked => Distaste(profile, item) with
            {
                BlockedCreators = CoachProfile.Add(profile.BlockedCreators, creator, CoachProfile.MostCreators),
                FollowedCreators = [.. profile.FollowedCreators.Except(creator)],
                LikedCreators = [.. profile.LikedCreators.Except(creator)],
            },
            _ => profile with { Searched = CoachProfile.Add(profile.Searched, [item.Title], CoachProfile.MostSearched) },
        };
    }

    /// <summary>What was watched before now and not liked since won't be.</summary>
    public static CoachProfile Settle(CoachProfile profile)
    {
        foreach (Watched watched in profile.Pending)
            profile = profile with { Distastes = Tastes.Add(profile.Distastes, watched.Vector, Passed, watched.Title) };
        return profile with { Pending = [] };
    }

    private static CoachProfile Wait(CoachProfile profile, PlanItem item) => item.Vector is { } vector
        ? profile with { Pending = [.. profile.Pending.Append(new Watched(item.Id, vector, item.Title)).TakeLast(CoachProfile.MostPending)] }
        : profile;

    private static CoachProfile Taste(CoachProfile profile, PlanItem item, double weight) => item.Vector is { } vector
        ? Settled(profile, item) with { Tastes = Tastes.Add(profile.Tastes, vector, weight, item.Title) }
        : profile;

    private static CoachProfile Distaste(CoachProfile profile, PlanItem item) => item.Vector is { } vector
        ? Settled(profile, item) with { Distastes = Tastes.Add(profile.Distastes, vector, Blocked, item.Title) }
        : profile;

    private static CoachProfile Settled(CoachProfile profile, PlanItem item) =>
        profile with { Pending = [.. profile.Pending.Where(watched => watched.ItemId != item.Id)] };
}
