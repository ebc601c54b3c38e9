namespace Shortloop.Core.Ports;

/// <param name="Colours">At least two, as <c>#rrggbb</c>.</param>
/// <param name="Shots">Seconds of each card, 1 to 20.</param>
public sealed record CardOrder(IReadOnlyList<string> Colours, IReadOnlyList<double> Shots);

/// <summary>
/// Makes a film of moving cards, upright (1080 × 1920, 30 frames a second, H.264), without texts and with silence as its sound. Tool missing or a
/// film that can't be made: <see cref="PermanentException"/> <c>ffmpeg_missing</c>, <c>cards_failed</c>.
/// </summary>
public interface ICardMaker
{
    /// <returns>An MP4.</returns>
    Task<byte[]> MakeAsync(CardOrder order, CancellationToken cancellation);
}
