using System.Text.Json.Serialization;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Publishing;

[JsonConverter(typeof(SnakeCaseEnum<PostStatus>))]
public enum PostStatus
{
    Draft,
    ChangesRequested,
    AwaitingApproval,
    Approved,
    Scheduled,
    Publishing,
    Processing,
    Published,
    InInbox,
    OutcomeUnknown,
    Failed,
    Cancelled,
}

/// <summary>The allowed moves of a post, as data. A status that leads nowhere is final.</summary>
public static class PostMoves
{
    public static readonly IReadOnlyDictionary<PostStatus, IReadOnlyList<PostStatus>> Allowed =
        new Dictionary<PostStatus, IReadOnlyList<PostStatus>>
        {
            [PostStatus.Draft] = [PostStatus.AwaitingApproval, PostStatus.Scheduled, PostStatus.Failed, PostStatus.Cancelled],
            [PostStatus.ChangesRequested] = [PostStatus.AwaitingApproval, PostStatus.Cancelled],
            [PostStatus.AwaitingApproval] = [PostStatus.Approved, PostStatus.ChangesRequested, PostStatus.Cancelled],
            [PostStatus.Approved] = [PostStatus.Scheduled, PostStatus.Cancelled],
            [PostStatus.Scheduled] = [PostStatus.Publishing, PostStatus.Scheduled, PostStatus.Failed, PostStatus.Cancelled],
            [PostStatus.Publishing] = [PostStatus.Processing, PostStatus.Published, PostStatus.InInbox, PostStatus.OutcomeUnknown, PostStatus.Failed],
            [PostStatus.Processing] = [PostStatus.Publishing, PostStatus.Published, PostStatus.InInbox, PostStatus.OutcomeUnknown, PostStatus.Failed],
            // Tried again, the platform is asked about the first try before anything is sent.
            [PostStatus.OutcomeUnknown] = [PostStatus.Published, PostStatus.InInbox, PostStatus.Failed, PostStatus.Scheduled],
            [PostStatus.Failed] = [PostStatus.Scheduled],
            [PostStatus.Published] = [],
            [PostStatus.InInbox] = [PostStatus.Published],
            [PostStatus.Cancelled] = [],
        };

    public static bool CanMove(PostStatus from, PostStatus to) => Allowed[from].Contains(to);
}

/// <param name="Step">What was tried: <c>review</c>, <c>preflight</c>, <c>announce</c>, <c>upload</c>, <c>status</c>, <c>metrics</c>.</param>
/// <param name="Outcome"><c>ok</c>, <c>retry</c>, <c>failed</c>.</param>
public sealed record PostAttempt(DateTimeOffset At, string Step, string Outcome, string Message);

[JsonConverter(typeof(SnakeCaseEnum<PolicyDecision>))]
public enum PolicyDecision
{
    Allow,
    Review,
    Block,
}

/// <param name="RulesVersion">Version of the rules that decided.</param>
/// <param name="Reasons">One sentence a rule that objected: which, where, why.</param>
public sealed record PolicyVerdict(PolicyDecision Decision, int RulesVersion, IReadOnlyList<string> Reasons);

/// <summary>The intent to publish one output at one account. Exactly one post at the platform comes of it.</summary>
public sealed record Post : Document
{
    public required string VideoId { get; init; }

    public required string JobId { get; init; }

    public required string RenderId { get; init; }

    public required string Platform { get; init; }

    public required string AccountId { get; init; }

    public required string AccountName { get; init; }

    public required PostStatus Status { get; init; }

    public required string Caption { get; init; }

    public required string Privacy { get; init; }

    /// <summary>True for whatever the product had a hand in making: script, overlays, edit.</summary>
    public required bool AiGenerated { get; init; }

    /// <summary>Seconds into the output.</summary>
    public double? CoverAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public PolicyVerdict? Policy { get; init; }

    /// <summary>By the creator's wish or the policy's; without <see cref="ApprovedBy"/> such a post never goes out.</summary>
    public required bool NeedsApproval { get; init; }

    public string? ApprovedBy { get; init; }

    /// <summary>Whose rules for approval count; null: the default project's.</summary>
    public string? ProjectId { get; init; }

    /// <summary>What an approver wants to be different, until the post is submitted again.</summary>
    public string? ReviewComment { get; init; }

    /// <summary>How often it has been submitted again.</summary>
    public int ReviewRound { get; init; }

    /// <summary>How many tries have failed; part of the next try's id.</summary>
    public int Tries { get; init; }

    /// <summary>The platform's receipt, kept before any byte goes out.</summary>
    public string? HandleId { get; init; }

    public string? SealedUploadUrl { get; init; }

    public DateTimeOffset? UploadUrlExpiresAt { get; init; }

    public IReadOnlyList<string> PlatformPostIds { get; init; } = [];

    public Uri? Link { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public Failure? Failure { get; init; }

    public IReadOnlyList<PostAttempt> Attempts { get; init; } = [];
}
