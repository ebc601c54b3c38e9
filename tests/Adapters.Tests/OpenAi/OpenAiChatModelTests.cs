using System.Text.Json;
using Shortloop.Adapters.OpenAi;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.OpenAi;

public sealed class OpenAiChatModelTests
{
    private static readonly ChatTool[] Tools =
    [
        new("list_videos", "Lists videos.", JsonElement.Parse("""{"type":"object","additionalProperties":false,"properties":{"query":{"type":["string","null"]}}}""")),
        new("delete_video", "Deletes one.", JsonElement.Parse("""{"type":"object","additionalProperties":false,"required":["videoId"],"properties":{"videoId":{"type":"string"}}}""")),
    ];

    private const string Id = "vid_0193f2a47c1e7d3f8b6a5c4d3e2f1a0b";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_ToolCallInManyPieces_IsPutTogether()
    {
        await using var bench = await OpenAiBench.StartAsync();

        var pieces = await AskAsync(bench, $"Please delete the video {Id}");

        var call = Assert.IsType<ChatPiece.Call>(pieces[0]).Wanted;
        Assert.Equal(("delete_video", $$"""{"videoId":"{{Id}}"}"""), (call.Name, call.Arguments));
        Assert.NotEmpty(call.Id);
        Assert.True(Assert.IsType<ChatPiece.End>(pieces[^1]) is { Model: "gpt-sandbox", PromptTokens: > 5, CompletionTokens: > 5 });
    }

    [Fact]
    public async Task Answer_AfterTheTool_IsWordsInPieces()
    {
        await using var bench = await OpenAiBench.StartAsync();
        ChatMessage[] messages =
        [
            new(ChatRole.User, "list my videos"),
            new(ChatRole.Assistant, "", [new ChatCall("call_1", "list_videos", "{}"), new ChatCall("call_2", "list_videos", "{}")]),
            new(ChatRole.Tool, """{"count":2,"items":[{"id":"a","title":"Pasta with a rather long title"},{"id":"b","title":"Knots"}]}""", CallId: "call_1"),
            new(ChatRole.Tool, """{"error":{"code":"not_found","message":"Gone."}}""", CallId: "call_2"),
        ];

        var pieces = await AskAsync(bench, messages);

        var words = pieces.OfType<ChatPiece.Text>().ToList();
        Assert.Equal("I found 2: Pasta with a rather long title, Knots. That did not work: Gone.", string.Concat(words.Select(w => w.Words)));
        Assert.True(words.Count > 2);
        Assert.Empty(pieces.OfType<ChatPiece.Call>());
    }

    [Fact]
    public async Task Answer_ArgumentsCutOff_AreHandedOnAsTheyAre()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "broken_json"));

        var pieces = await AskAsync(bench, "list videos");

        Assert.Equal("""{"cut":""", Assert.Single(pieces.OfType<ChatPiece.Call>()).Wanted.Arguments);
    }

    [Fact]
    public async Task Answer_WithoutTools_IsWords()
    {
        await using var bench = await OpenAiBench.StartAsync();

        var pieces = await ReadAsync(bench.Chat(), new ChatPrompt("Be short.", [new(ChatRole.User, "hello there")], []));

        Assert.NotEmpty(string.Concat(pieces.OfType<ChatPiece.Text>().Select(w => w.Words)));
    }

    [Fact]
    public async Task Answer_429_IsThrottledBeforeAWordAndNotRetriedByTheSdk()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "status", null, 429, RetryAfterSeconds: 3));

        var throttled = await Assert.ThrowsAsync<TransientException>(() => AskAsync(bench, "list videos"));

        Assert.Equal(("model_throttled", TimeSpan.FromSeconds(3)), (throttled.Code, throttled.RetryAfter));
        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/chat/completions"));
    }

    [Theory]
    [InlineData("refusal", "model_refused")]
    [InlineData("expired_token", "model_misconfigured")]
    public async Task Answer_Refused_IsPermanent(string fault, string code)
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", fault));

        Assert.Equal(code, (await Assert.ThrowsAsync<PermanentException>(() => AskAsync(bench, "list videos"))).Code);
    }

    [Fact]
    public async Task Answer_ConnectionCut_IsUnavailable()
    {
        await using var bench = await OpenAiBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("openai", "drop_after_commit"));

        Assert.Equal("model_unavailable", (await Assert.ThrowsAsync<TransientException>(() => AskAsync(bench, "list videos"))).Code);
    }

    private static Task<List<ChatPiece>> AskAsync(OpenAiBench bench, string message) => AskAsync(bench, [new ChatMessage(ChatRole.User, message)]);

    private static Task<List<ChatPiece>> AskAsync(OpenAiBench bench, ChatMessage[] messages) => ReadAsync(bench.Chat(), new ChatPrompt("Help.", messages, Tools));

    private static async Task<List<ChatPiece>> ReadAsync(OpenAiChatModel model, ChatPrompt prompt)
    {
        List<ChatPiece> pieces = [];
        await foreach (var piece in model.AnswerAsync(prompt, Cancel))
            pieces.Add(piece);
        return pieces;
    }
}
