using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shortloop.Adapters.TikTok;

/// <summary>TikTok's JSON, named as it names it (snake_case by policy).</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <param name="Error">There on success too, with the code <c>ok</c>.</param>
internal sealed record Envelope<T>(T? Data, WireError? Error);

internal sealed record WireError
{
    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? LogId { get; init; }

    /// <summary>The reference's spelling of <see cref="LogId"/>; live answers have the other one.</summary>
    [JsonPropertyName("logid")]
    public string? LogIdOfTheReference { get; init; }
}

internal sealed record TokenAnswer(
    string? OpenId,
    string? Scope,
    string? AccessToken,
    long ExpiresIn,
    string? RefreshToken,
    long RefreshExpiresIn,
    string? Error,
    string? ErrorDescription,
    string? LogId);

internal sealed record UserAnswer(WireUser? User);

internal sealed record WireUser(string OpenId, string? DisplayName, string? AvatarUrl);

internal sealed record CreatorAnswer(
    string? CreatorNickname,
    string? CreatorUsername,
    string[]? PrivacyLevelOptions,
    bool CommentDisabled,
    bool DuetDisabled,
    bool StitchDisabled,
    int MaxVideoPostDurationSec);

internal sealed record InitAnswer(string? PublishId, string? UploadUrl);

/// <param name="PublicalyAvailablePostId">TikTok's spelling.</param>
internal sealed record StatusAnswer(string? Status, string? FailReason, long[]? PublicalyAvailablePostId, long UploadedBytes);

internal sealed record VideosAnswer(WireVideo[]? Videos, long Cursor, bool HasMore);

/// <param name="CreateTime">Unix seconds.</param>
/// <param name="CoverImageUrl">Good for six hours.</param>
/// <param name="Duration">Seconds.</param>
internal sealed record WireVideo(
    string Id,
    string? ShareUrl,
    long? ViewCount,
    long? LikeCount,
    long? CommentCount,
    long? ShareCount,
    string? Title,
    string? VideoDescription,
    long CreateTime,
    string? CoverImageUrl,
    int? Duration);
