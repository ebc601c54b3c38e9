namespace Shortloop.Core.Ports;

/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
public sealed record SpokenPart(double Start, double End, string Text);

/// <param name="Language">As it was recognised, by its ISO 639-1 code.</param>
/// <param name="Parts">In order.</param>
public sealed record Transcription(string Language, IReadOnlyList<SpokenPart> Parts);

/// <summary>Speech to text, with times. Errors as in <see cref="ISpeech"/>; sound without speech has no parts.</summary>
public interface ITranscription
{
    /// <param name="fileName">Its ending says what the sound is: <c>.wav</c>, <c>.mp3</c>, <c>.m4a</c>.</param>
    Task<Transcription> TranscribeAsync(Stream sound, string fileName, CancellationToken cancellation);
}
