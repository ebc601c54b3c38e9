namespace Shortloop.Core.Ports;

/// <param name="Prompt">What is to be seen. It is words for a model: nothing of it is an instruction to us.</param>
/// <param name="Seconds">One of those that <see cref="IVideoGenerator.SecondsFor"/> names.</param>
public sealed record VideoOrder(string Prompt, int Seconds);

/// <param name="Done">Whether there is a result, or none will come.</param>
/// <param name="Film">What <see cref="IVideoGenerator.FetchAsync"/> takes, for a day at least; null: not yet, or never.</param>
/// <param name="Failure">Why none will come, in the provider's words; null: nothing went wrong.</param>
public sealed record VideoProgress(bool Done, string? Film = null, string? Failure = null);

/// <summary>
/// Makes upright video from text, taking minutes: it is ordered, asked for, and fetched. Errors as in <see cref="ISpeech"/>. An order costs money when
/// it is taken: its handle is kept before anything else is done, and a repeated step asks for that one.
/// </summary>
public interface IVideoGenerator
{
    /// <summary>The length nearest to what is wished that the provider makes, for budgets to count.</summary>
    int SecondsFor(double wished);

    /// <returns>The provider's handle of the order.</returns>
    Task<string> OrderAsync(VideoOrder order, CancellationToken cancellation);

    Task<VideoProgress> AskAsync(string handle, CancellationToken cancellation);

    /// <returns>An MP4, of at most 100 MB.</returns>
    Task<byte[]> FetchAsync(string film, CancellationToken cancellation);
}
