using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>No key is given out, and every service that has keys has them turned off.</summary>
public sealed partial class SecrecyTests
{
    // Resource type → what must stand in its properties.
    private static readonly Dictionary<string, string[]> Closed = new()
    {
        ["Microsoft.Storage/storageAccounts"] =
            ["allowSharedKeyAccess=false", "allowBlobPublicAccess=false", "isLocalUserEnabled=false", "supportsHttpsTrafficOnly=true", "minimumTlsVersion=TLS1_2"],
        ["Microsoft.DocumentDB/databaseAccounts"] = ["disableLocalAuth=true", "disableKeyBasedMetadataWriteAccess=true", "minimalTlsVersion=Tls12"],
        ["Microsoft.ServiceBus/namespaces"] = ["disableLocalAuth=true", "minimumTlsVersion=1.2"],
        ["Microsoft.Search/searchServices"] = ["disableLocalAuth=true"],
        ["Microsoft.ContainerRegistry/registries"] = ["adminUserEnabled=false", "anonymousPullEnabled=false"],
        ["Microsoft.KeyVault/vaults"] = ["enableRbacAuthorization=true", "enablePurgeProtection=true", "enableSoftDelete=true"],
        ["Microsoft.Insights/components"] = ["DisableLocalAuth=true"],
    };

    [Fact]
    public async Task Installation_HasNoOpenDoor() => Assert.Empty(Problems(await Bicep.InstallationAsync()));

    [Fact]
    public async Task Closed_NamesOnlyTypesThatAreUsed() =>
        Assert.Empty(Closed.Keys.Except((await Bicep.InstallationAsync()).Made.Select(resource => resource.Type)));

    [Fact]
    public async Task Functions_TakeNoPasswordForReleases()
    {
        var policies = (await Bicep.InstallationAsync()).Made.Where(resource => resource.Type == "Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToArray();

        Assert.Equal(2, policies.Length);
        Assert.All(policies, policy => Assert.False((bool)policy.Node["properties"]!["allow"]!));
    }

    [Theory]
    [InlineData("""{"a":{"type":"Microsoft.Storage/storageAccounts","apiVersion":"1","properties":{}}}""", "{}", "allowSharedKeyAccess=false")]
    [InlineData("""{"a":{"type":"Microsoft.Search/searchServices","apiVersion":"1","properties":{"disableLocalAuth":false}}}""", "{}", "disableLocalAuth=true")]
    [InlineData("""{"a":{"type":"X/y","apiVersion":"1","properties":{"key":"[listKeys('x', '1').keys[0].value]"}}}""", "{}", "asks for keys")]
    [InlineData("""{"a":{"type":"X/y","apiVersion":"1","properties":{"key":"Endpoint=sb://x/;SharedAccessKey=abc"}}}""", "{}", "holds a key")]
    [InlineData("{}", """{"o":{"type":"string","value":"[listSecrets('x', '1').value]"}}""", "asks for keys")]
    [InlineData("{}", """{"o":{"type":"securestring","value":"[parameters('x')]"}}""", "is an output")]
    [InlineData("{}", """{"o":{"type":"string","value":"[reference('insights').ConnectionString]"}}""", "is an output")]
    public void Problems_OpenDoor_IsFound(string resources, string outputs, string problem)
    {
        var template = new Template(new JsonObject { ["resources"] = JsonNode.Parse(resources), ["outputs"] = JsonNode.Parse(outputs) });

        Assert.Contains(Problems(template), found => found.Contains(problem, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Problems(Template template)
    {
        foreach (Resource resource in template.Made)
        {
            string name = $"{resource.Module} {resource.Name}";
            if (Keys().IsMatch(resource.Text))
                yield return $"{name} asks for keys.";
            if (ConnectionString().IsMatch(resource.Text))
                yield return $"{name} holds a key.";
            foreach (string rule in Closed.GetValueOrDefault(resource.Type, []).Where(rule => !Says(resource, rule)))
                yield return $"{name} ({resource.Type}) must say {rule}.";
        }

        foreach (var (module, name, text) in template.Outputs)
        {
            if (Keys().IsMatch(text))
                yield return $"{module} {name} asks for keys.";
            if (SecretOutput().IsMatch(text))
                yield return $"{module} {name} is an output, and those are kept in plain text.";
        }
    }

    private static bool Says(Resource resource, string rule)
    {
        string[] parts = rule.Split('=');
        return resource.Node["properties"]?[parts[0]]?.ToString().Equals(parts[1], StringComparison.OrdinalIgnoreCase) == true;
    }

    [GeneratedRegex(@"\blist(?:Keys|Secrets|AdminKeys|QueryKeys|ConnectionStrings|Credentials|AccountSas|ServiceSas|Syncfunctiontriggerstatus|\w*Keys)\(", RegexOptions.IgnoreCase)]
    private static partial Regex Keys();

    [GeneratedRegex("AccountKey=|SharedAccessKey=|SharedAccessSignature |AccountEndpoint=")]
    private static partial Regex ConnectionString();

    [GeneratedRegex("secure(?:string|object)|ConnectionString|[pP]assword|primaryKey|apiKey", RegexOptions.IgnoreCase)]
    private static partial Regex SecretOutput();
}
