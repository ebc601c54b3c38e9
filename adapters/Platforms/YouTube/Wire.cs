using System.Text.Json;

namespace Shortloop.Adapters.YouTube;

/// <summary>YouTube's JSON. Counts are texts; what is hidden is absent; a list without results may be absent, too.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

internal sealed record WireList<T>(string? NextPageToken, T[]? Items);

internal sealed record WireVideo(string Id, WireSnippet? Snippet, WireDetails? ContentDetails, WireStatistics? Statistics);

internal sealed record WireSnippet(
    DateTimeOffset PublishedAt, string? ChannelId, string? ChannelTitle, string? Title, string? Description, WireThumbnails? Thumbnails, string[]? Tags,
    string? DefaultLanguage, string? DefaultAudioLanguage, string? CustomUrl, WireResourceId? ResourceId);

internal sealed record WireThumbnails(WireThumbnail? Default, WireThumbnail? Medium, WireThumbnail? High);

internal sealed record WireThumbnail(string? Url);

internal sealed record WireResourceId(string? Kind, string? VideoId, string? ChannelId);

internal sealed record WireDetails(string? Duration, string? VideoId, WireRelated? RelatedPlaylists);

internal sealed record WireRelated(string? Uploads);

internal sealed record WireStatistics(
    string? ViewCount, string? LikeCount, string? CommentCount, string? SubscriberCount, bool HiddenSubscriberCount, string? VideoCount);

internal sealed record WireFound(WireResourceId? Id);

internal sealed record WireChannel(string Id, WireSnippet? Snippet, WireDetails? ContentDetails, WireStatistics? Statistics);

internal sealed record WireCaption(string Id, WireCaptionSnippet? Snippet);

internal sealed record WireCaptionSnippet(string? Language, string? TrackKind, string? Status, bool IsDraft);

internal sealed record ErrorAnswer(WireError? Error);

internal sealed record WireError(int Code, string? Message, WireReason[]? Errors, string? Status);

internal sealed record WireReason(string? Reason, string? Domain);

/// <summary>Of the token endpoint, whose names are snake_case.</summary>
internal sealed record TokenAnswer(
    [property: System.Text.Json.Serialization.JsonPropertyName("access_token")] string? AccessToken,
    [property: System.Text.Json.Serialization.JsonPropertyName("expires_in")] long ExpiresIn,
    [property: System.Text.Json.Serialization.JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: System.Text.Json.Serialization.JsonPropertyName("refresh_token_expires_in")] long? RefreshExpiresIn,
    string? Scope,
    string? Error,
    [property: System.Text.Json.Serialization.JsonPropertyName("error_description")] string? ErrorDescription);

internal sealed record EmbedAnswer(
    string? Title,
    [property: System.Text.Json.Serialization.JsonPropertyName("author_name")] string? AuthorName,
    [property: System.Text.Json.Serialization.JsonPropertyName("author_url")] string? AuthorUrl,
    [property: System.Text.Json.Serialization.JsonPropertyName("thumbnail_url")] string? ThumbnailUrl);
