using System.Text.Json;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.OpenAi;

public sealed class OpenAiTextModelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_StrictSchema_AnswerFollowsItAndTheEvidence()
    {
        await using var bench = await OpenAiBench.StartAsync();

        var reply = await bench.Text().CompleteAsync(OpenAiBench.Request(), Cancel);
        var again = await bench.Text().CompleteAsync(OpenAiBench.Request(), Cancel);

        using var json = JsonDocument.Parse(reply.Text);
        var segments = json.RootElement.GetProperty("segments").EnumerateArray().ToList();
        Assert.InRange(json.RootElement.GetProperty("score").GetInt32(), 0, 10);
        Assert.InRange(segments.Count, 2, 4);
        Assert.All(segments, s => Assert.Equal("vid_41", s.GetProperty("videoId").GetString()));
        Assert.All(segments, s => Assert.InRange(s.GetProperty("sourceEnd").GetDouble(), s.GetProperty("sourceStart").GetDouble() + 0.1, 8));
        Assert.Equal("gpt-sandbox", reply.Model);
        Assert.True(reply is { PromptTokens: > 10, CompletionTokens: > 10 });
        Assert.Equal(reply, again);
    }

    [Theory]
    [InlineData("broken_json")]
    [InlineData("broken_schema")]
    public async Task Complete_BrokenReply_IsHandedOnAsItIsAndCanBeCorrected(string fault)
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", fault));

        var broken = await bench.Text().CompleteAsync(OpenAiBench.Request(), Cancel);
        var repaired = await bench.Text().CompleteAsync(OpenAiBench.Request(new ModelCorrection(broken.Text, "$.title is required.")), Cancel);

        Assert.False(Fits(broken.Text));
        Assert.True(Fits(repaired.Text));
    }

    [Fact]
    public async Task Complete_EmptyReplyToCorrect_StillAsks()
    {
        await using var bench = await OpenAiBench.StartAsync();

        var reply = await bench.Text().CompleteAsync(OpenAiBench.Request(new ModelCorrection("", "The reply is empty.")), Cancel);

        Assert.True(Fits(reply.Text));
    }

    [Fact]
    public async Task Complete_429WithRetryAfter_IsThrottledAndNotRetriedByTheSdk()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "status", null, 429, RetryAfterSeconds: 3));

        var throttled = await Assert.ThrowsAsync<TransientException>(() => bench.Text().CompleteAsync(OpenAiBench.Request(), Cancel));

        Assert.Equal(("model_throttled", TimeSpan.FromSeconds(3)), (throttled.Code, throttled.RetryAfter));
        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/chat/completions"));
    }

    [Theory]
    [InlineData(402, "model_quota", false)]
    [InlineData(401, "model_misconfigured", false)]
    [InlineData(400, "model_misconfigured", false)]
    [InlineData(500, "model_unavailable", true)]
    [InlineData(503, "model_unavailable", true)]
    public async Task Complete_ErrorStatus_SaysWhetherToTryAgain(int status, string code, bool transient)
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "status", null, status));

        var failure = await Assert.ThrowsAnyAsync<WorkException>(() => bench.Text().CompleteAsync(OpenAiBench.Request(), Cancel));

        Assert.Equal((code, transient), (failure.Code, failure is TransientException));
        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/chat/completions"));
    }

    [Fact]
    public async Task Complete_Refusal_IsRefused()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "refusal"));

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Text().CompleteAsync(OpenAiBench.Request(), Cancel));

        Assert.Equal("model_refused", refused.Code);
    }

    [Fact]
    public async Task Complete_ConnectionCut_IsUnavailable()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "drop_after_commit"));

        var cut = await Assert.ThrowsAsync<TransientException>(() => bench.Text().CompleteAsync(OpenAiBench.Request(), Cancel));

        Assert.Equal("model_unavailable", cut.Code);
    }

    [Fact]
    public async Task Complete_NoAnswerInTime_IsUnavailable()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "slow"));

        var late = await Assert.ThrowsAsync<TransientException>(() =>
            bench.Text(bench.Options with { Timeout = TimeSpan.FromMilliseconds(200) }).CompleteAsync(OpenAiBench.Request(), Cancel));

        Assert.Equal("model_unavailable", late.Code);
    }

    [Fact]
    public async Task Complete_CallerCancels_IsCancelledNotUnavailable()
    {
        await using var bench = await OpenAiBench.StartAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Text().CompleteAsync(OpenAiBench.Request(), cancelled.Token));
    }

    [Fact]
    public async Task Complete_WrongKey_IsMisconfiguredAndTheKeyIsNotTold()
    {
        await using var bench = await OpenAiBench.StartAsync();

        var wrong = await Assert.ThrowsAsync<PermanentException>(() =>
            bench.Text(bench.Options with { ApiKey = "sk-of-another" }).CompleteAsync(OpenAiBench.Request(), Cancel));

        Assert.Equal("model_misconfigured", wrong.Code);
        Assert.DoesNotContain("sk-of-another", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_UnknownModel_IsMisconfigured()
    {
        await using var bench = await OpenAiBench.StartAsync();

        var wrong = await Assert.ThrowsAsync<PermanentException>(() =>
            bench.Text(bench.Options with { Model = "no-such-model" }).CompleteAsync(OpenAiBench.Request(), Cancel));

        Assert.Equal("model_misconfigured", wrong.Code);
    }

    [Fact]
    public async Task Complete_SchemaOutsideTheStrictSubset_IsMisconfigured()
    {
        await using var bench = await OpenAiBench.StartAsync();
        var open = OpenAiBench.Request() with { Schema = JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"string"}}}""") };

        var wrong = await Assert.ThrowsAsync<PermanentException>(() => bench.Text().CompleteAsync(open, Cancel));

        Assert.Equal("model_misconfigured", wrong.Code);
    }

    private static bool Fits(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("title", out _) && json.RootElement.TryGetProperty("segments", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
