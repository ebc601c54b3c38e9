using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Assistant.Tools;

namespace Shortloop.Core.Tests.Assistant;

public sealed class ToolCatalogueTests : IDisposable
{
    private readonly ChatBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Tools_OfTheAssembly_AreAllRegistered()
    {
        var services = new ServiceCollection();
        services.AddShortloopCore();

        int classes = typeof(AssistantTool).Assembly.GetTypes().Count(type => !type.IsAbstract && type.IsAssignableTo(typeof(AssistantTool)));
        Assert.Equal(classes, services.Count(service => service.ServiceType == typeof(AssistantTool)));
        Assert.InRange(classes, 15, 200);
    }

    [Fact]
    public void Tools_All_SayWhatTheyAreInNamesAndSchemasThatServicesTake() => Assert.All(_bench.Catalogue.All, tool =>
    {
        Assert.Matches("^[a-z][a-z_]{2,40}$", tool.Name);
        Assert.InRange(tool.Description.Length, 20, 600);
        Assert.Equal("object", tool.Schema.GetProperty("type").GetString());
        Assert.False(tool.Schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(JsonValueKind.Object, tool.Schema.GetProperty("properties").ValueKind);
        foreach (JsonProperty property in tool.Schema.GetProperty("properties").EnumerateObject())
            Assert.True(property.Value.TryGetProperty("description", out _), $"{tool.Name}.{property.Name}");
        Assert.True(tool.Effect == ToolEffect.Reads || tool.Role >= Role.Editor, tool.Name);
    });

    [Fact]
    public void Schema_OfWhatMayBeLeftOut_DoesNotRequireIt()
    {
        JsonElement list = Schema("list_videos"), schedule = Schema("schedule_post");

        Assert.False(list.TryGetProperty("required", out JsonElement none) && none.GetArrayLength() > 0);
        Assert.Equal(["postId", "at"], schedule.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("date-time", schedule.GetProperty("properties").GetProperty("at").GetProperty("format").GetString());
    }

    [Theory]
    [InlineData(KeyScope.Read, false, false)]
    [InlineData(KeyScope.Write, true, false)]
    [InlineData(KeyScope.Publish, false, true)]
    public void For_AKey_AreTheToolsOfItsScopes(KeyScope scope, bool deletes, bool cancels)
    {
        string[] names = [.. _bench.Catalogue.For(ChatBench.Owner with { Key = new KeyInUse("key_1", [scope]) }).Select(tool => tool.Name)];

        Assert.Contains("list_videos", names);
        Assert.Equal((deletes, cancels), (names.Contains("delete_video"), names.Contains("cancel_post")));
    }

    private JsonElement Schema(string name) => _bench.Catalogue.All.Single(tool => tool.Name == name).Schema;
}
