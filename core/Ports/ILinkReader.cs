namespace Shortloop.Core.Ports;

/// <summary>What a model made of a video, and what that used up.</summary>
/// <param name="Captions">What is said in it; null: it could not be used.</param>
/// <param name="Obstacle">Why not, for a person to read; null: there are captions.</param>
/// <param name="Model">As the provider named it.</param>
public sealed record LinkReading(SourceCaptions? Captions, string? Obstacle, string Model, long PromptTokens, long CompletionTokens);

/// <summary>
/// A model that watches a video by its link and writes down what is said. It costs tokens, also where nothing comes of it, so it is asked after the
/// platform itself, and only within a budget. Errors as in <see cref="ICaptionSource"/>, and only where no tokens are known to have been used:
/// <c>source_gone</c>, <c>source_misconfigured</c>, <c>source_quota</c>, <c>source_throttled</c>, <c>source_unavailable</c>. Transient and
/// <c>source_unanswered</c>: it was asked, so tokens may have been used, and nobody knows how many.
/// </summary>
public interface ILinkReader
{
    /// <summary>Whose links it takes, lower case: <c>youtube</c>.</summary>
    string Platform { get; }

    /// <summary>Ends by itself within minutes.</summary>
    Task<LinkReading> ReadAsync(string videoId, CancellationToken cancellation);
}
