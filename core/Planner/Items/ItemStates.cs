using System.Text.Json.Serialization;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Planner.Items;

/// <summary>What people are shown: an item's own status, and from its production on what its job and posts say.</summary>
[JsonConverter(typeof(SnakeCaseEnum<ItemState>))]
public enum ItemState
{
    Empty,
    Planned,
    NeedsAttention,
    Approved,
    Producing,

    /// <summary>Its short is there, and nothing of it goes out: nobody chose who may see it, or no account is connected.</summary>
    Produced,
    AwaitingApproval,
    ChangesRequested,
    Scheduled,
    Publishing,
    Published,
    OutcomeUnknown,
    Failed,
    Cancelled,
}

/// <summary>The mapping, as data. Of several posts the one that needs a person most speaks for the item.</summary>
public static class ItemStates
{
    public static readonly IReadOnlyDictionary<PostStatus, ItemState> OfPost = new Dictionary<PostStatus, ItemState>
    {
        [PostStatus.Draft] = ItemState.Producing,
        [PostStatus.ChangesRequested] = ItemState.ChangesRequested,
        [PostStatus.AwaitingApproval] = ItemState.AwaitingApproval,
        [PostStatus.Approved] = ItemState.Scheduled,
        [PostStatus.Scheduled] = ItemState.Scheduled,
        [PostStatus.Publishing] = ItemState.Publishing,
        [PostStatus.Processing] = ItemState.Publishing,
        [PostStatus.Published] = ItemState.Published,
        [PostStatus.InInbox] = ItemState.Published,
        [PostStatus.OutcomeUnknown] = ItemState.OutcomeUnknown,
        [PostStatus.Failed] = ItemState.Failed,
        [PostStatus.Cancelled] = ItemState.Cancelled,
    };

    private static readonly ItemState[] Urgency =
    [
        ItemState.Failed, ItemState.OutcomeUnknown, ItemState.ChangesRequested, ItemState.AwaitingApproval, ItemState.Producing,
        ItemState.Publishing, ItemState.Scheduled, ItemState.Published, ItemState.Cancelled,
    ];

    public static ItemState Of(MonthItem item, Job? job, IReadOnlyList<Post> posts)
    {
        if (item.Status != ItemStatus.Producing)
            return Enum.Parse<ItemState>(item.Status.ToString());
        if (posts.Count > 0)
            return posts.Select(post => OfPost[post.Status]).MinBy(state => Array.IndexOf(Urgency, state));
        return job?.Status switch
        {
            JobStatus.Failed => ItemState.Failed,
            JobStatus.Cancelled => ItemState.Cancelled,
            JobStatus.Running or JobStatus.Waiting => ItemState.Producing,
            // Also when the job is gone: jobs are kept for a while only.
            _ => ItemState.Produced,
        };
    }

    /// <summary>From these an item may be produced (again).</summary>
    public static bool CanProduce(ItemState state) => state is ItemState.Approved or ItemState.Produced or ItemState.Failed or ItemState.Cancelled;
}
