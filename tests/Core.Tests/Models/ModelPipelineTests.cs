using System.Text.Json;
using Shortloop.Core.Models;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Models;

public sealed class ModelPipelineTests
{
    private static readonly Prompt Prompt = new("strategy", 1, "Say yes.");

    public sealed record Answer(string Text, int Count, string? Note, IReadOnlyList<string> Tags);

    public sealed record Slot(DayOfWeek Weekday);

    [Fact]
    public async Task AskAsync_GoodReply_ReturnsItAfterOneCall()
    {
        var model = new ScriptedModel("""{"text":"yes","count":2,"note":null,"tags":["a"]}""");

        var answer = await Ask(model);

        Assert.Equal("yes", answer.Value.Text);
        Assert.False(answer.Repaired);
        Assert.Equal((10, 5), (answer.PromptTokens, answer.CompletionTokens));
        Assert.Equal("scripted-1", answer.Model);
        Assert.Null(Assert.Single(model.Requests).Corrections);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("Sure! Here it is: {}")]
    [InlineData("""{"text":"yes","count":2,"note":null}""")]
    [InlineData("""{"text":"yes","count":"2","note":null,"tags":[]}""")]
    [InlineData("""{"text":null,"count":2,"note":null,"tags":[]}""")]
    [InlineData("""{"text":"yes","count":2,"note":null,"tags":[null]}""")]
    [InlineData("""{"text":"yes","count":2,"note":null,"tags":[],"more":1}""")]
    [InlineData("""{"text":"yes","text":"no","count":2,"note":null,"tags":[]}""")]
    [InlineData("""{"text":"yes","count":99,"note":null,"tags":[]}""")]
    public async Task AskAsync_BrokenReply_IsRepairedOnceWithTheProblemsNamed(string broken)
    {
        var model = new ScriptedModel(broken, """{"text":"yes","count":2,"note":"n","tags":[]}""");

        var answer = await Ask(model);

        Assert.True(answer.Repaired);
        Assert.Equal((20, 10), (answer.PromptTokens, answer.CompletionTokens));
        Assert.Equal(broken, model.Requests[1].Corrections!.Reply);
        Assert.NotEmpty(model.Requests[1].Corrections!.Problems);
    }

    [Fact]
    public async Task AskAsync_BrokenTwice_IsPermanentAndSaysWhy()
    {
        var model = new ScriptedModel("{}", """{"text":"yes","count":99,"note":null,"tags":[]}""");

        var problem = await Assert.ThrowsAsync<PermanentException>(() => Ask(model));

        Assert.Equal("model_reply_invalid", problem.Code);
        Assert.Contains("count is above 10", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task AskAsync_Throttled_PassesTheDelayOn()
    {
        var model = new ScriptedModel();

        var problem = await Assert.ThrowsAsync<TransientException>(() => Ask(model));

        Assert.Equal(TimeSpan.FromSeconds(7), problem.RetryAfter);
        Assert.Single(model.Requests);
    }

    [Fact]
    public void SchemaOf_Record_IsClosedAndRequiresEverything()
    {
        var schema = ModelJson.SchemaOf<Answer>();

        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(["text", "count", "note", "tags"], schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("integer", schema.GetProperty("properties").GetProperty("count").GetProperty("type").GetString());
        Assert.Equal(
            ["string", "null"],
            schema.GetProperty("properties").GetProperty("note").GetProperty("type").EnumerateArray().Select(type => type.GetString()));
    }

    [Fact]
    public void SchemaOf_Enum_IsAStringOfItsNames()
    {
        var weekday = ModelJson.SchemaOf<Slot>().GetProperty("properties").GetProperty("weekday");

        Assert.Equal("string", weekday.GetProperty("type").GetString());
        Assert.Equal("monday", weekday.GetProperty("enum")[1].GetString());
    }

    private static Task<ModelAnswer<Answer>> Ask(ScriptedModel model) => new ModelPipeline(model).AskAsync<Answer>(
        Prompt,
        new { Seconds = 3 },
        answer => answer.Count > 10 ? ["count is above 10."] : [],
        TestContext.Current.CancellationToken);

    /// <summary>Gives its replies in order, then is throttled.</summary>
    private sealed class ScriptedModel(params string[] replies) : ITextModel
    {
        public List<ModelRequest> Requests { get; } = [];

        public string Name => "scripted";

        public Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellation)
        {
            Requests.Add(request);
            return Requests.Count <= replies.Length
                ? Task.FromResult(new ModelReply(replies[Requests.Count - 1], "scripted-1", 10, 5))
                : throw new TransientException("model_throttled", "Too many requests.", TimeSpan.FromSeconds(7));
        }
    }
}
