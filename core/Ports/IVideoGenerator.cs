namespace Shortloop.Core.Ports;

/// <param name="Prompt">What is to be seen.</param>
/// <param name="Seconds">4 to 60; providers round it to what they make.</param>
public sealed record VideoOrder(string Prompt, double Seconds);

/// <param name="Done">Whether there is a result, or none will come.</param>
/// <param name="Film">Where to fetch the MP4, for an hour at least; null: not yet, or never.</param>
/// <param name="Failure">Why none will come, in the provider's words; null: nothing went wrong.</param>
public sealed record VideoProgress(bool Done, Uri? Film, string? Failure);

/// <summary>
/// Makes video from text, taking minutes: it is ordered, asked for, and fetched. Errors as in <see cref="ISpeech"/>. An order costs money when it is
/// taken: its handle is kept before anything else is done, and a repeated step asks for that one.
/// </summary>
public interface IVideoGenerator
{
    /// <returns>The provider's handle of the order.</returns>
    Task<string> OrderAsync(VideoOrder order, CancellationToken cancellation);

    Task<VideoProgress> AskAsync(string handle, CancellationToken cancellation);
}
