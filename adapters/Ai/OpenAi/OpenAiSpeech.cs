using OpenAI.Audio;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.OpenAi;

/// <summary>The speech endpoint; WAV, so that what is cut and mixed has no encoder's silence at its ends.</summary>
public sealed class OpenAiSpeech : ISpeech
{
    private const int LongestText = 4096;

    private readonly AudioClient _client;
    private readonly OpenAiOptions _options;
    private readonly TimeProvider _time;

    public OpenAiSpeech(OpenAiOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _client = new AudioClient(options.SpeechModel, OpenAiClients.Key(options), OpenAiClients.For(options));
    }

    public async Task<SpokenText> SpeakAsync(string text, string language, CancellationToken cancellation)
    {
        if (text.Length is 0 or > LongestText)
            throw new PermanentException("speech_text_length", $"A text to be spoken has 1 to {LongestText} characters. Shorten it.");
        var wish = new SpeechGenerationOptions { ResponseFormat = GeneratedSpeechFormat.Wav };
        return await OpenAiErrors.GuardAsync(
            async () => new SpokenText((await _client.GenerateSpeechAsync(text, new GeneratedSpeechVoice(_options.Voice), wish, cancellation)).Value.ToArray(), _options.SpeechModel),
            _time, cancellation);
    }
}
