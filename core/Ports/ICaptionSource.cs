namespace Shortloop.Core.Ports;

/// <param name="Language">BCP 47, as the platform names it.</param>
/// <param name="FileName">Says the format by its ending: <c>.vtt</c>, <c>.srt</c>, <c>.txt</c>.</param>
public sealed record SourceCaptions(
    string VideoId, string Title, string Channel, double? DurationSeconds, string Language, string FileName, ReadOnlyMemory<byte> File);

/// <summary>
/// Captions of a video by its link. Errors, all for a person to read: <see cref="PermanentException"/> <c>captions_not_yours</c> (the
/// platform gives captions only to who may edit the video), <c>captions_none</c>, <c>source_gone</c> (deleted, private or never there),
/// <c>account_needs_reconnecting</c> (the token is refused; <see cref="Accounts.AccountTokens"/> renews it), <c>source_misconfigured</c>;
/// <see cref="TransientException"/> <c>source_quota</c>, <c>source_throttled</c>, <c>source_unavailable</c>.
/// </summary>
public interface ICaptionSource
{
    /// <summary>Lower case: <c>youtube</c>.</summary>
    string Platform { get; }

    /// <returns>The video's id, or null if this is no link to a video of this platform. Asks nobody.</returns>
    string? FindVideoId(string link);

    /// <param name="accessToken">Of the organisation's connected channel; null if there is none.</param>
    /// <param name="language">Preferred, BCP 47; null: the video's own.</param>
    Task<SourceCaptions> ReadAsync(string videoId, string? accessToken, string? language, CancellationToken cancellation);
}
