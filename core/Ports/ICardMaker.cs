using Shortloop.Core.Brand;

namespace Shortloop.Core.Ports;

/// <param name="Name">As its people know it, for messages.</param>
public sealed record CardFile(string Name, BrandFormat Format, byte[] Content);

/// <param name="Seconds">1 to 20.</param>
/// <param name="Picture">Which of the order's pictures fills it; null: colours.</param>
/// <param name="Logo">Whether the order's logo stands on it.</param>
public sealed record Card(double Seconds, int? Picture = null, bool Logo = false);

/// <param name="Colours">At least two, as <c>#rrggbb</c>.</param>
/// <param name="Logo">A picture, with transparency or without.</param>
/// <param name="Music">Repeated until the film ends; null: silence.</param>
public sealed record CardOrder(
    IReadOnlyList<string> Colours, IReadOnlyList<Card> Cards, IReadOnlyList<CardFile> Pictures, CardFile? Logo = null, CardFile? Music = null);

/// <summary>
/// Makes a film of moving cards, upright (1080 × 1920, 30 frames a second, H.264), without texts: pictures with a slow pan or zoom, or colours; quiet
/// music as its sound. What the files hold is not trusted. Tool missing or a film that can't be made: <see cref="PermanentException"/>
/// <c>ffmpeg_missing</c>, <c>cards_failed</c>; a file that can't be decoded: <c>brand_file_unreadable</c>, naming it.
/// </summary>
public interface ICardMaker
{
    /// <returns>An MP4.</returns>
    Task<byte[]> MakeAsync(CardOrder order, CancellationToken cancellation);
}
