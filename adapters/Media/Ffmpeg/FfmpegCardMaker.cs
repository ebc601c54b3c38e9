using Shortloop.Adapters.Ffmpeg.Cards;
using Shortloop.Adapters.Ffmpeg.Processes;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Ffmpeg;

/// <summary>
/// Draws cards: pictures that are slowly panned and zoomed, and slowly turning gradients of two of the brand's colours. The kit's files are decoded
/// one by one beforehand, each by a process of its own with little time and memory; the film is made of what came of them.
/// </summary>
public sealed class FfmpegCardMaker(FfmpegOptions options) : ICardMaker
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<byte[]> MakeAsync(CardOrder order, CancellationToken cancellation)
    {
        using var folder = WorkFolder.Create(options.WorkFolder);
        var decoder = new BrandFileDecoder(options.Ffmpeg, folder);
        foreach (var (index, picture) in order.Pictures.Index())
            await decoder.PictureAsync(picture, CardFilmCommand.Picture(index), order.Colours[0], cancellation);
        if (order.Logo is { } logo)
            await decoder.LogoAsync(logo, CardFilmCommand.Logo, cancellation);
        if (order.Music is { } music)
            await decoder.MusicAsync(music, CardFilmCommand.Music, order.Cards.Sum(card => card.Seconds), cancellation);

        var command = new MediaCommand(options.Ffmpeg, [.. CardFilmCommand.Arguments(order)], folder.Path, Patience, Patience);
        var outcome = await MediaProcess.RunAsync(command, static (output, _, stop) => output.CopyToAsync(Stream.Null, stop), cancellation);
        return outcome.ExitCode == 0
            ? await File.ReadAllBytesAsync(folder.File(CardFilmCommand.Film), cancellation)
            : throw MediaFailure.From(outcome.Stderr, () => new PermanentException("cards_failed", "The cards of this item can't be drawn. Check the brand kit's colours and the storyboard."));
    }
}
