using OpenAI.Audio;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.OpenAi;

/// <summary>The transcription endpoint, with a time for each part.</summary>
public sealed class OpenAiTranscription : ITranscription
{
    // The service says them in words.
    private static readonly Dictionary<string, string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["english"] = "en",
        ["german"] = "de",
        ["spanish"] = "es",
        ["russian"] = "ru",
    };

    private readonly AudioClient _client;
    private readonly TimeProvider _time;

    public OpenAiTranscription(OpenAiOptions options, TimeProvider time)
    {
        _time = time;
        _client = new AudioClient(options.TranscriptionModel, OpenAiClients.Key(options), OpenAiClients.For(options));
    }

    public Task<Transcription> TranscribeAsync(Stream sound, string fileName, CancellationToken cancellation)
    {
        var wish = new AudioTranscriptionOptions
        {
            ResponseFormat = AudioTranscriptionFormat.Verbose,
            TimestampGranularities = AudioTimestampGranularities.Segment,
        };
        return OpenAiErrors.GuardAsync(
            async () => Read((await _client.TranscribeAudioAsync(sound, fileName, wish, cancellation)).Value), _time, cancellation);
    }

    private static Transcription Read(AudioTranscription heard) => new(
        Codes.GetValueOrDefault(heard.Language ?? "", heard.Language ?? ""),
        [.. heard.Segments.Where(part => part.Text.Trim().Length > 0).Select(part => new SpokenPart(part.StartTime.TotalSeconds, part.EndTime.TotalSeconds, part.Text.Trim()))]);
}
