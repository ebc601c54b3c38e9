using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations.Notices;

/// <summary>Something a person should know. Partition: the user. Holds ids and our own words only; texts are made when it is shown or mailed.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="EntityId">What it happened to: a job, a post, an account, a session.</param>
/// <param name="Facts">Short values that the text is filled with, such as a platform's name; see <see cref="NoticeFacts"/>.</param>
public sealed record Notice(NoticeKind Kind, string EntityId, IReadOnlyDictionary<string, string> Facts) : Document
{
    /// <summary>False: the person wants it by mail only; it is kept so that it is told once.</summary>
    public bool InApp { get; init; } = true;

    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>Names of the facts that texts know. Others are passed over; a text without its fact says something more general.</summary>
public static class NoticeFacts
{
    /// <summary>As our code calls it: <c>tiktok</c>.</summary>
    public const string Platform = "platform";

    /// <summary>A sentence of ours that says what to do.</summary>
    public const string Reason = "reason";

    /// <summary>An instant as round-trip UTC text; shown in the person's zone.</summary>
    public const string At = "at";

    /// <summary>The video that it is about, for the link.</summary>
    public const string VideoId = "videoId";

    /// <summary>Present: it is about making this note, and not about a video.</summary>
    public const string NoteId = "noteId";

    /// <summary>Present: the post waits in the account's inbox instead of being out.</summary>
    public const string Inbox = "inbox";

    /// <summary>How many credits are left.</summary>
    public const string Credits = "credits";

    /// <summary>The tier that counts now.</summary>
    public const string Tier = "tier";

    /// <summary>Present: the job is about a month of posts.</summary>
    public const string Month = "month";

    /// <summary>What somebody signed in with.</summary>
    public const string Device = "device";
}
