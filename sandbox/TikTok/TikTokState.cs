namespace Shortloop.Sandbox.TikTok;

/// <summary>What TikTok remembers.</summary>
public sealed class TikTokState
{
    public List<AuthCode> Codes { get; set; } = [];

    public List<Grant> Grants { get; set; } = [];

    public List<Post> Posts { get; set; } = [];

    public List<WebhookEvent> Events { get; set; } = [];

    /// <summary>Makes one access token stop working; used by the expired_token fault.</summary>
    public bool Expire(string? accessToken) => Grants.Sum(g => g.AccessTokens.RemoveAll(t => t.Value == accessToken)) > 0;
}

public sealed class AuthCode
{
    public required string Code { get; init; }

    public required string OpenId { get; init; }

    public required string RedirectUri { get; init; }

    public required string Scope { get; init; }

    /// <summary>Lowercase hex SHA-256 of the verifier; null for web clients.</summary>
    public string? Challenge { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>One creator's consent. Several access tokens live side by side; one refresh token, replaced at each use.</summary>
public sealed class Grant
{
    public required string OpenId { get; init; }

    public required string Scope { get; init; }

    public required string RefreshToken { get; set; }

    public DateTimeOffset RefreshExpiresAt { get; set; }

    public List<AccessToken> AccessTokens { get; set; } = [];

    public bool Has(string scope) => Scope.Split(',').Contains(scope);
}

public sealed record AccessToken(string Value, DateTimeOffset ExpiresAt);

public enum PostMode
{
    Direct,
    Inbox,
}

public sealed class Post
{
    public required string PublishId { get; init; }

    public required string OpenId { get; init; }

    public PostMode Mode { get; init; }

    public string Title { get; init; } = "";

    public string Privacy { get; init; } = "";

    public bool IsAigc { get; init; }

    public bool DisableComment { get; init; }

    public bool DisableDuet { get; init; }

    public bool DisableStitch { get; init; }

    public bool BrandContent { get; init; }

    public bool BrandOrganic { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string UploadId { get; init; }

    public required string UploadToken { get; init; }

    public long Size { get; init; }

    public long ChunkSize { get; init; }

    public int ChunkCount { get; init; }

    public long UploadedBytes { get; set; }

    public string ContentType { get; set; } = "";

    /// <summary>When the last byte had arrived; processing and moderation are counted from here.</summary>
    public DateTimeOffset? UploadedAt { get; set; }

    /// <summary>When processing ends, fixed at <see cref="UploadedAt"/>.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When moderation ends.</summary>
    public DateTimeOffset? PublicAt { get; set; }

    public string? FailReason { get; set; }

    /// <summary>Given to every uploaded post, told to nobody before it is public.</summary>
    public long VideoId { get; set; }

    public int DurationSeconds { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public bool IsPublic(DateTimeOffset now) => FailReason is null && Mode == PostMode.Direct && Privacy != "SELF_ONLY" && PublicAt <= now;

    public string Status(DateTimeOffset now) =>
        FailReason == "publish_cancelled" ? "FAILED"
        : DoneAt is null || now < DoneAt ? "PROCESSING_UPLOAD"
        : FailReason is not null ? "FAILED"
        : Mode == PostMode.Inbox ? "SEND_TO_USER_INBOX"
        : "PUBLISH_COMPLETE";
}

public sealed class WebhookEvent
{
    public required string Event { get; init; }

    public required string OpenId { get; init; }

    public required string Content { get; init; }

    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }
}
