using System.Text.Json.Nodes;
using Shortloop.Core.Ports;

namespace Shortloop.Infra.Tests;

/// <summary>What the code takes for granted is made: containers and queues by the names it calls them.</summary>
public sealed class DataTests
{
    [Fact]
    public void Containers_AreThoseOfTheCode()
    {
        JsonArray containers = JsonNode.Parse(Repository.Read("infra/modules/cosmos-containers.json"))!.AsArray();

        Assert.Equal(Containers.All.Select(container => container.Name).Order(), containers.Select(container => (string)container!["name"]!).Order());
    }

    [Fact]
    public async Task Queues_AreThoseOfTheCodeAndKeepALockForFiveMinutes()
    {
        Resource queue = (await Bicep.InstallationAsync()).Made.Single(resource => resource.Type == "Microsoft.ServiceBus/namespaces/queues");
        JsonObject module = (await Bicep.InstallationAsync()).Root["resources"]!["serviceBus"]!["properties"]!["template"]!.AsObject();

        Assert.Equal(Queues.All.Order(), module["variables"]!["queues"]!.AsArray().Select(one => (string)one!["name"]!).Order());
        Assert.Equal("PT5M", (string)queue.Node["properties"]!["lockDuration"]!);
        Assert.False((bool)queue.Node["properties"]!["requiresDuplicateDetection"]!);
    }

    [Fact]
    public async Task PrivateNetworking_ReachesEveryServiceThatItCloses()
    {
        Template template = await Bicep.InstallationAsync();
        JsonObject endpoints = template.Root["resources"]!["privateEndpoints"]!.AsObject();
        string targets = endpoints["properties"]!["parameters"]!["targets"]!.ToJsonString();
        JsonObject zones = template.Root["resources"]!["network"]!["properties"]!["template"]!["variables"]!["zoneNames"]!.AsObject();

        Assert.All(zones, zone => Assert.Contains($"\"{zone.Key}\"", targets, StringComparison.Ordinal));
        Assert.Equal("[parameters('privateNetworking')]", (string)endpoints["condition"]!);
    }
}
