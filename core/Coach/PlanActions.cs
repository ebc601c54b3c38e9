using System.Text.Json.Serialization;

namespace Shortloop.Core.Coach;

/// <summary>What a step asks for.</summary>
[JsonConverter(typeof(SnakeCaseEnum<PlanAction>))]
public enum PlanAction
{
    Watch,
    Like,
    Follow,
    Block,
    Search,
}

/// <summary>What somebody did with an item.</summary>
[JsonConverter(typeof(SnakeCaseEnum<ItemAction>))]
public enum ItemAction
{
    Watched,
    Liked,
    Blocked,
    Followed,
    Searched,
}

/// <summary>
/// Which actions fit which step. With a video one can do anything but search: who watches and doesn't like, or blocks instead, has done the item too,
/// because an honest no is worth as much as a yes. A creator can be followed or blocked, whatever was proposed; a query is searched for.
/// </summary>
public static class PlanActions
{
    private static readonly ItemAction[] OfVideos = [ItemAction.Watched, ItemAction.Liked, ItemAction.Blocked, ItemAction.Followed];
    private static readonly ItemAction[] OfCreators = [ItemAction.Followed, ItemAction.Blocked];
    private static readonly ItemAction[] OfQueries = [ItemAction.Searched];

    public static IReadOnlyList<ItemAction> Fitting(PlanAction step) => step switch
    {
        PlanAction.Watch or PlanAction.Like => OfVideos,
        PlanAction.Follow or PlanAction.Block => OfCreators,
        _ => OfQueries,
    };

    public static Problem Unknown(string field) => CoachProblems.UnknownAction(field);

    public static string NameOf(ItemAction action) => action.ToString().ToLowerInvariant();

    public static ItemAction? Read(string? name) =>
        Enum.GetValues<ItemAction>().Where(action => NameOf(action) == name).Select(action => (ItemAction?)action).FirstOrDefault();
}
