using System.Text.Json.Serialization;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Items;

/// <summary>How far an item is by itself. Once it is produced, its job and posts say more: see <see cref="ItemStates"/>.</summary>
[JsonConverter(typeof(SnakeCaseEnum<ItemStatus>))]
public enum ItemStatus
{
    /// <summary>It has a slot, and no hook yet.</summary>
    Empty,
    Planned,

    /// <summary>Something is wrong with it that only a person can decide; <see cref="MonthItem.Issues"/> say what.</summary>
    NeedsAttention,
    Approved,

    /// <summary>A job makes, or has made, its short.</summary>
    Producing,
}

/// <param name="Code"><c>near_duplicate</c>, <c>policy_review</c>, <c>policy_block</c>, <c>judge</c>.</param>
/// <param name="OtherItemId">Of a near duplicate: the one it is too close to.</param>
public sealed record ItemIssue(string Code, string Message, string? OtherItemId = null);

/// <param name="Seconds">How long it is on screen; 1 to 20.</param>
/// <param name="Visual">What is seen.</param>
/// <param name="Text">On the screen, at most 80 characters; empty: none.</param>
/// <param name="Voice">What is said; empty: nothing.</param>
public sealed record StoryboardShot(double Seconds, string Visual, string Text, string Voice);

/// <summary>What an item is to be made by. Each may be edited.</summary>
/// <param name="Video">For a service that generates video.</param>
/// <param name="Voice">For a service that speaks.</param>
public sealed record ItemPrompts(string Video, string Voice);

/// <summary>One post of a month: its slot, its idea and what has become of it. Partition: the organisation.</summary>
public sealed record MonthItem : Document
{
    public required string MonthId { get; init; }

    public required string ProjectId { get; init; }

    public required string Language { get; init; }

    /// <summary>1 to 31.</summary>
    public required int Day { get; init; }

    /// <summary>1 for the first of the day.</summary>
    public required int Slot { get; init; }

    /// <summary>When it goes out.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The same on the wall clock of <see cref="TimeZone"/>: <c>2026-12-01T09:00</c>.</summary>
    public required string WallTime { get; init; }

    public required string TimeZone { get; init; }

    public required ItemStatus Status { get; init; }

    public required string Topic { get; init; }

    public required string Format { get; init; }

    /// <summary>How many items of this format come before it, this month's offset included: an author's place in its own repertoire.</summary>
    public int Variant { get; init; }

    public string Angle { get; init; } = "";

    public string Hook { get; init; } = "";

    public IReadOnlyList<string> Outline { get; init; } = [];

    public IReadOnlyList<StoryboardShot> Storyboard { get; init; } = [];

    public string Caption { get; init; } = "";

    /// <summary>Without #.</summary>
    public IReadOnlyList<string> Hashtags { get; init; } = [];

    public string CallToAction { get; init; } = "";

    public ItemPrompts Prompts { get; init; } = new("", "");

    /// <summary>0 to 1, of the agent that wrote the hook.</summary>
    public double Confidence { get; init; }

    public string Rationale { get; init; } = "";

    /// <summary>0 to 100, by the judge; null: not judged.</summary>
    public double? Score { get; init; }

    /// <summary>Who wrote it, as the provider names itself; empty: a person.</summary>
    public string Model { get; init; } = "";

    public IReadOnlyList<ItemIssue> Issues { get; init; } = [];

    /// <summary>Regeneration leaves it as it is.</summary>
    public bool Locked { get; init; }

    /// <summary>How often it was made anew.</summary>
    public int Regenerations { get; init; }

    /// <summary>What a person, or the judge, wants to be different next time; data for the agents.</summary>
    public string Wish { get; init; } = "";

    public string? ApprovedBy { get; init; }

    public string? VideoId { get; init; }

    /// <summary>Of the job that makes its short.</summary>
    public string? JobId { get; init; }

    /// <summary>How often it was produced; part of the next job's id.</summary>
    public int Productions { get; init; }

    /// <summary>What goes out with the short.</summary>
    [JsonIgnore]
    public string PostText => string.Join(' ', (string[])[Caption, .. Hashtags.Select(tag => "#" + tag)]).Trim();

    /// <summary>Everything of it that the policy looks at.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Texts
    {
        get
        {
            var texts = new Dictionary<string, string> { ["hook"] = Hook, ["caption"] = PostText };
            foreach ((int index, StoryboardShot shot) in Storyboard.Index())
                texts[$"shot {index + 1}"] = $"{shot.Text}\n{shot.Voice}";
            return texts;
        }
    }

    /// <summary>Whether agents may write over it.</summary>
    [JsonIgnore]
    public bool IsOpen => !Locked && Status is (ItemStatus.Empty or ItemStatus.Planned or ItemStatus.NeedsAttention);

    public static string IdOf(string monthId, int day, int slot) => Ids.Derived("itm", monthId, $"{day}", $"{slot}");
}

/// <summary>The allowed moves of an item, as data.</summary>
public static class ItemMoves
{
    public static readonly IReadOnlyDictionary<ItemStatus, IReadOnlyList<ItemStatus>> Allowed = new Dictionary<ItemStatus, IReadOnlyList<ItemStatus>>
    {
        [ItemStatus.Empty] = [ItemStatus.Planned, ItemStatus.NeedsAttention],
        [ItemStatus.Planned] = [ItemStatus.NeedsAttention, ItemStatus.Approved],
        [ItemStatus.NeedsAttention] = [ItemStatus.Planned, ItemStatus.Approved],
        // Back, when its words are changed after somebody said yes to others.
        [ItemStatus.Approved] = [ItemStatus.Planned, ItemStatus.NeedsAttention, ItemStatus.Producing],
        [ItemStatus.Producing] = [],
    };

    public static bool CanMove(ItemStatus from, ItemStatus to) => from == to || Allowed[from].Contains(to);
}

public static class MonthItemTexts
{
    /// <summary>What stands over the first seconds: the storyboard's first text, or the hook as far as it can be read in time.</summary>
    public static string OpeningText(this MonthItem item) =>
        item.Storyboard.Select(shot => shot.Text).FirstOrDefault(text => text.Length > 0) ?? (item.Hook.Length <= 80 ? item.Hook : item.Hook[..79] + "…");
}
