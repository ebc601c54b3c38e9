using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Assistant.Tools;

namespace Shortloop.Core.Tests.Assistant.Tools;

/// <summary>Each tool by its row of <see cref="ToolCases"/>: its happy way, its schema, what it refuses and whom.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly ToolBench _bench = new();

    public static TheoryData<string> Names => [.. ToolCases.All.Keys];

    public static TheoryData<string> Reading => [.. ToolCases.All.Where(row => row.Value.State is null).Select(row => row.Key)];

    public static TheoryData<string> Changing => [.. ToolCases.All.Where(row => row.Value.State is not null).Select(row => row.Key)];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Rows_AreOneForEachToolOfTheProduct()
    {
        Assert.Equal(_bench.Get<ToolCatalogue>().All.Select(tool => tool.Name).Order(), ToolCases.All.Keys.Order());
        Assert.All(ToolCases.All, row => Assert.Equal(_bench.Tool(row.Key).Effect == ToolEffect.Reads, row.Value.State is null));
    }

    [Theory]
    [MemberData(nameof(Reading))]
    public async Task Call_ThatReads_AnswersWithACard(string tool)
    {
        ToolCase row = ToolCases.All[tool];

        ToolOutcome outcome = await _bench.CallAsync(tool, await row.Arrange(_bench));

        ToolAnswer answer = Assert.IsType<ToolOutcome.Answered>(outcome).Answer;
        Assert.Contains(row.Expect, answer.ToNode().ToJsonString(), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Card!.Rows);
        Assert.Empty(_bench.Stories.Started);
    }

    [Theory]
    [MemberData(nameof(Changing))]
    public async Task Call_ThatChanges_DoesNothingUntilAPersonConfirms(string tool)
    {
        ToolCase row = ToolCases.All[tool];
        string arguments = await row.Arrange(_bench);
        string before = await row.State!(_bench, arguments);

        var asked = Assert.IsType<ToolOutcome.Asked>(await _bench.CallAsync(tool, arguments));

        Assert.Contains(row.Expect, asked.Confirmation.Question, StringComparison.Ordinal);
        Assert.Equal(before, await row.State(_bench, arguments));
        Assert.Empty(_bench.Stories.Started);
        var done = Assert.IsType<ToolOutcome.Answered>(await _bench.ConfirmAsync(asked));
        Assert.NotEqual(before, await row.State(_bench, arguments));
        Assert.NotEmpty(done.Answer.Said!);
        Assert.Equal(row.Begins is { } story ? [story] : [], _bench.Stories.Started.Select(started => started.Story));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Call_BySomebodyWhoMayLess_ReadsAndNoMore(string tool)
    {
        ToolCase row = ToolCases.All[tool];
        string arguments = await row.Arrange(_bench);
        string before = row.State is null ? "" : await row.State(_bench, arguments);

        ToolOutcome viewer = await _bench.CallAsync(tool, arguments, ToolBench.Viewer);
        ToolOutcome key = await _bench.CallAsync(tool, arguments, ToolBench.Owner with { Key = new KeyInUse("key_1", [KeyScope.Read]) });

        ToolOutcome stranger = await _bench.CallAsync(tool, arguments, new Principal("usr_other", "org_other", Role.Owner));

        Assert.Equal(row.State is null ? (null, null) : ("forbidden", "scope_missing"), (CodeOf(viewer), CodeOf(key)));
        Assert.Equal(row.State is null, _bench.Get<ToolCatalogue>().For(ToolBench.Viewer).Any(one => one.Name == tool));
        // Coach's feeds are public videos, which belong to nobody; a link names nothing of ours.
        if (tool is not ("get_daily_plan" or "recommend_videos" or "create_note"))
            Assert.DoesNotContain(row.Expect, Shown(stranger), StringComparison.Ordinal);
        Assert.Equal(before, row.State is null ? "" : await row.State(_bench, arguments));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Schema_IsWhatTheToolTakes(string tool)
    {
        ToolCase row = ToolCases.All[tool];
        JsonObject happy = JsonNode.Parse(await row.Arrange(_bench))!.AsObject();
        JsonElement schema = _bench.Tool(tool).Schema, properties = schema.GetProperty("properties");
        string[] required = schema.TryGetProperty("required", out JsonElement list) ? [.. list.EnumerateArray().Select(name => name.GetString()!)] : [];

        Assert.All(required, name => Assert.True(happy.ContainsKey(name), name));
        Assert.All(happy, pair => Assert.True(properties.TryGetProperty(pair.Key, out _), pair.Key));
        foreach (string name in required)
            await RefusedAsync(tool, Without(happy, name));
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            await RefusedAsync(tool, With(happy, property.Name, new JsonObject { ["a"] = 1 }));
            await RefusedAsync(tool, With(happy, property.Name, new JsonArray(1)));
            if (TakesNull(property.Value))
                await TakenAsync(tool, With(happy, property.Name, null));
            if (!required.Contains(property.Name))
                await TakenAsync(tool, Without(happy, property.Name));
            if (!property.Value.TryGetProperty("enum", out JsonElement choices))
                continue;
            await RefusedAsync(tool, With(happy, property.Name, "none_of_them"));
            foreach (JsonElement choice in choices.EnumerateArray().Where(choice => choice.ValueKind == JsonValueKind.String))
                await TakenAsync(tool, With(happy, property.Name, choice.GetString()));
        }
    }

    [Fact]
    public async Task Call_WhatIsNoArguments_IsToldWithTheSchema()
    {
        foreach (string tool in ToolCases.All.Keys)
        {
            foreach (string broken in (string[])["{", "[]", "null", "7", "\"{}\"", """{"surprise":1}""", """{"limit":"many"}"""])
            {
                Problem problem = Assert.IsType<ToolOutcome.Refused>(await _bench.CallAsync(tool, broken)).Problem;
                Assert.Equal((tool, broken, "invalid_request"), (tool, broken, problem.Code));
                Assert.DoesNotContain("Shortloop.", problem.Message, StringComparison.Ordinal);
                if (broken != "null")
                    Assert.Contains(tool, problem.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Call_WhatKeepsTheSchemaAndCannotBeUsed_SaysWhy()
    {
        foreach ((string tool, ToolCase row) in ToolCases.All)
        {
            foreach ((string arguments, string code) in row.Wrong)
                Assert.Equal((tool, arguments, code), (tool, arguments, CodeOf(await _bench.CallAsync(tool, arguments))));
            foreach (JsonProperty id in _bench.Tool(tool).Schema.GetProperty("properties").EnumerateObject().Where(property => property.Name.EndsWith("Id", StringComparison.Ordinal)))
                Assert.Equal((tool, "not_found"), (tool, CodeOf(await _bench.CallAsync(tool, $$"""{"{{id.Name}}":"../../x"}"""))));
        }
    }

    private async Task RefusedAsync(string tool, string arguments) => Assert.Equal((tool, arguments, "invalid_request"), (tool, arguments, CodeOf(await _bench.CallAsync(tool, arguments))));

    /// <summary>Its JSON is read: whatever is wrong then is about what it means.</summary>
    private async Task TakenAsync(string tool, string arguments)
    {
        string told = await _bench.CallAsync(tool, arguments) is ToolOutcome.Refused { Problem: { } problem } ? problem.Message : "";
        Assert.DoesNotContain("are not the JSON that its schema asks for", told, StringComparison.Ordinal);
    }

    private static bool TakesNull(JsonElement property) => property.TryGetProperty("type", out JsonElement type)
        && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => one.GetString() == "null") : type.GetString() == "null");

    private static string With(JsonObject happy, string name, JsonNode? value)
    {
        JsonObject changed = happy.DeepClone().AsObject();
        changed[name] = value;
        return changed.ToJsonString();
    }

    private static string Without(JsonObject happy, string name)
    {
        JsonObject changed = happy.DeepClone().AsObject();
        changed.Remove(name);
        return changed.ToJsonString();
    }

    private static string? CodeOf(ToolOutcome outcome) => (outcome as ToolOutcome.Refused)?.Problem.Code;

    private static string Shown(ToolOutcome outcome) => outcome switch
    {
        ToolOutcome.Answered answered => answered.Answer.ToNode().ToJsonString(),
        ToolOutcome.Asked asked => asked.Confirmation.Question,
        _ => "",
    };
}
