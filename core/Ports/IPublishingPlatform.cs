namespace Shortloop.Core.Ports;

/// <summary>What this account may do right now; asked before every post, never remembered.</summary>
/// <param name="PrivacyLevels">The platform's own words, in its order.</param>
public sealed record CreatorLimits(
    string Nickname,
    IReadOnlyList<string> PrivacyLevels,
    bool CommentsDisabled,
    bool DuetDisabled,
    bool StitchDisabled,
    TimeSpan MaxDuration);

/// <param name="Caption">With hashtags, as it will be shown.</param>
/// <param name="AiGenerated">Sets the platform's label for AI-made content.</param>
/// <param name="CoverAt">Where in the video the cover picture is.</param>
public sealed record PublishRequest(
    string Caption,
    string Privacy,
    bool AiGenerated,
    bool DisableComments,
    bool DisableDuet,
    bool DisableStitch,
    TimeSpan? CoverAt,
    long VideoBytes,
    string ContentType);

/// <summary>The platform's receipt for an announced post. Stored before any byte goes out.</summary>
/// <param name="Id">Safe to keep and to show.</param>
/// <param name="UploadUrl">A credential with a short life: stored encrypted, in no log.</param>
public sealed record PublishHandle(string Id, Uri? UploadUrl, DateTimeOffset? UploadUrlExpiresAt);

public enum PublishPhase
{
    /// <summary>Bytes are still expected.</summary>
    AwaitingUpload,
    Processing,
    Published,
    InInbox,
    Failed,
}

/// <param name="PostIds">Public ids; empty while moderated or when the post is private.</param>
/// <param name="FailureCode">The platform's own code; set when failed.</param>
/// <param name="FailureIsTransient">The platform says that the same content may pass another time.</param>
public sealed record PublishStatus(
    PublishPhase Phase, IReadOnlyList<string> PostIds, long UploadedBytes, string? FailureCode, bool FailureIsTransient);

/// <summary>A missing number is null, never zero.</summary>
public sealed record PlatformMetrics(
    string PostId, Uri? ShareUrl, long? Views, long? Likes, long? Comments, long? Shares, long? Saves);

/// <summary>
/// A platform that takes posts. Errors beside those of <see cref="IConnectablePlatform"/>: the platform refuses the post:
/// <see cref="PermanentException"/> <c>platform_refused</c> with the platform's code in the message. A begin that was cut off may have happened:
/// its caller treats that as unknown.
/// </summary>
public interface IPublishingPlatform : IConnectablePlatform
{
    Task<CreatorLimits> GetLimitsAsync(string accessToken, CancellationToken cancellation);

    /// <summary>Announces the post. Not idempotent at the platform: never call it again while an earlier handle may exist.</summary>
    Task<PublishHandle> BeginAsync(string accessToken, PublishRequest request, CancellationToken cancellation);

    /// <summary>Sends the bytes from where the platform stands (asked first), in the platform's chunks, with flat memory.</summary>
    /// <param name="openAt">Opens the content at an offset, in bytes.</param>
    Task UploadAsync(
        string accessToken,
        PublishHandle handle,
        PublishRequest request,
        Func<long, CancellationToken, Task<Stream>> openAt,
        IProgress<double>? progress,
        CancellationToken cancellation);

    Task<PublishStatus> GetStatusAsync(string accessToken, string handleId, CancellationToken cancellation);

    /// <returns>Those of the asked posts that the platform knows; private ones are missing.</returns>
    Task<IReadOnlyList<PlatformMetrics>> GetMetricsAsync(string accessToken, IReadOnlyList<string> postIds, CancellationToken cancellation);

    /// <summary>The account's newest posts, newest first, to settle whether something that was cut off did appear.</summary>
    Task<IReadOnlyList<PlatformMetrics>> ListRecentAsync(string accessToken, int count, CancellationToken cancellation);
}
