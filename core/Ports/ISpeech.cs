namespace Shortloop.Core.Ports;

/// <param name="Audio">WAV.</param>
/// <param name="Model">As the provider named it.</param>
public sealed record SpokenText(byte[] Audio, string Model);

/// <summary>
/// Text to speech. Throttled, unavailable, misconfigured, refused: as in <see cref="ITextModel"/>. Where none is configured there is none to ask, and
/// whoever wanted one is told <c>needs_provider</c>.
/// </summary>
public interface ISpeech
{
    /// <param name="text">1 to 4,096 characters.</param>
    /// <param name="language"><c>en</c>, <c>de</c>, <c>es</c>, <c>ru</c>.</param>
    Task<SpokenText> SpeakAsync(string text, string language, CancellationToken cancellation);
}
