using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach;

/// <param name="At">Of the first time; again is not another one.</param>
public sealed record ItemDone(ItemAction Action, DateTimeOffset At);

/// <summary>A video; or a creator or a query, which have no <paramref name="VideoId"/>.</summary>
/// <param name="Id">Unique among all items of the client.</param>
/// <param name="Creator">Empty for a query.</param>
/// <param name="CreatorKey">Platform and the platform's own id; null for a query.</param>
/// <param name="Reason">Why it is here, in the plan's language.</param>
/// <param name="Seconds">Null: not known, or nothing to watch.</param>
/// <param name="Vector">Of what it is about, packed; null: nothing is learned from it.</param>
public sealed record PlanItem(
    long Id,
    string Platform,
    string? VideoId,
    string Creator,
    string? CreatorKey,
    string Title,
    Uri? Thumbnail,
    Uri Link,
    string Reason,
    double? Seconds,
    string? Vector)
{
    public IReadOnlyList<ItemDone> Done { get; init; } = [];

    [JsonIgnore]
    public bool IsCompleted => Done.Count > 0;

    [JsonIgnore]
    public string? VideoKey => VideoId is null ? null : $"{Platform}:{VideoId}";
}

public sealed record PlanStep(long Id, int Order, PlanAction Action, string Text, IReadOnlyList<PlanItem> Items)
{
    [JsonIgnore]
    public bool IsCompleted => Items.All(item => item.IsCompleted);
}

/// <param name="Percentage">0 to 100, rounded down: 100 means all of them.</param>
public sealed record PlanProgress(int CompletedSteps, int TotalSteps, int Percentage);

/// <summary>
/// What one person does for a better feed, on one of their days, in one category and language. Partition: the user, or the client's hash. Its id follows
/// from what it is for, so that of two who make it at once one gets the other's.
/// </summary>
public sealed record DailyPlan : Document
{
    public const string TheKind = "plan";

    /// <summary>From the last write.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>Tells the kinds of documents in a partition apart.</summary>
    public string Kind { get; init; } = TheKind;

    /// <summary>Whole, and less than 2⁵³, which is what JSON numbers carry everywhere.</summary>
    public required long PlanId { get; init; }

    /// <summary>The person's day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>From then on there is another plan.</summary>
    public required DateTimeOffset RenewsAt { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    public required string Language { get; init; }

    public required string Category { get; init; }

    /// <summary>Made while no videos of the category were known. As long as nothing of it is done, it is made anew once there are some.</summary>
    public bool Template { get; init; }

    /// <summary>The embedding model of the items' vectors; null: there are none.</summary>
    public string? Model { get; init; }

    public required IReadOnlyList<PlanStep> Steps { get; init; }

    [JsonIgnore]
    public bool IsUntouched => Steps.All(step => step.Items.All(item => !item.IsCompleted));

    [JsonIgnore]
    public PlanProgress Progress
    {
        get
        {
            int done = Steps.Count(step => step.IsCompleted);
            return new PlanProgress(done, Steps.Count, done * 100 / Steps.Count);
        }
    }

    /// <summary>Of what there is to watch.</summary>
    [JsonIgnore]
    public double WatchSeconds => Steps.SelectMany(step => step.Items).Sum(item => item.Seconds ?? 0);

    public static string IdOf(long planId) => $"plan_{planId}";
}

/// <summary>That somebody did something with an item, once. Partition: as the plan's.</summary>
public sealed record CoachAction : Document
{
    public const string TheKind = "action";

    public static readonly TimeSpan Life = TimeSpan.FromDays(400);

    public string Kind { get; init; } = TheKind;

    public required long PlanId { get; init; }

    public required long StepId { get; init; }

    public required long ItemId { get; init; }

    public required ItemAction Action { get; init; }

    public required string Category { get; init; }

    public required string Title { get; init; }

    public required string Creator { get; init; }

    public required Uri Link { get; init; }

    public static string IdOf(long itemId, ItemAction action) => $"act_{itemId}_{PlanActions.NameOf(action)}";
}
