using Shortloop.Adapters.OpenAi;
using Shortloop.Core;

namespace Shortloop.Adapters.Tests.OpenAi;

/// <summary>Speech and transcription over the official package, against the sandbox.</summary>
public sealed class OpenAiAudioTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Speak_ThenTranscribe_GivesTheWordsWithTheirTimes()
    {
        await using var bench = await OpenAiBench.StartAsync();
        var spoken = await new OpenAiSpeech(bench.Options, bench.Sandbox.App.Clock).SpeakAsync("Ropes are strong. Jump twice today!", "en", Cancel);
        using var sound = new MemoryStream(spoken.Audio);

        var heard = await new OpenAiTranscription(bench.Options, bench.Sandbox.App.Clock).TranscribeAsync(sound, "voice.wav", Cancel);

        Assert.Equal("en", heard.Language);
        Assert.Equal(["Ropes are strong", "Jump twice today"], heard.Parts.Select(part => part.Text));
        Assert.Equal((0, 1.2, 2.4), (heard.Parts[0].Start, Math.Round(heard.Parts[1].Start, 2), Math.Round(heard.Parts[1].End, 2)));
    }

    [Fact]
    public async Task Transcribe_SoundWithoutSpeech_HasNoParts()
    {
        await using var bench = await OpenAiBench.StartAsync();
        using var sound = new MemoryStream(new byte[2000]);
        Assert.Empty((await new OpenAiTranscription(bench.Options, bench.Sandbox.App.Clock).TranscribeAsync(sound, "noise.wav", Cancel)).Parts);
    }

    [Fact]
    public async Task Speak_Throttled_PassesTheDelayOn()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "status", null, 429, RetryAfterSeconds: 9));
        var throttled = await Assert.ThrowsAsync<TransientException>(
            () => new OpenAiSpeech(bench.Options, bench.Sandbox.App.Clock).SpeakAsync("Ropes", "en", Cancel));
        Assert.Equal(("model_throttled", TimeSpan.FromSeconds(9)), (throttled.Code, throttled.RetryAfter));
    }

    [Fact]
    public async Task Speak_TooLong_IsRefusedBeforeAnythingIsSent()
    {
        await using var bench = await OpenAiBench.StartAsync();
        var refused = await Assert.ThrowsAsync<PermanentException>(
            () => new OpenAiSpeech(bench.Options, bench.Sandbox.App.Clock).SpeakAsync(new string('a', 4097), "en", Cancel));
        Assert.Equal("speech_text_length", refused.Code);
    }
}
