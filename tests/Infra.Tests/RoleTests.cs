using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>Each client that the code makes has the role it needs, and nobody has more.</summary>
public sealed partial class RoleTests
{
    // What an adapter asks of Azure, by the name of its project: role @ scope.
    private static readonly Dictionary<string, string[]> AppNeeds = new()
    {
        ["Blob"] = ["blobDataContributor@media::blobs::media", "blobDelegator@media"],
        ["ServiceBus"] = ["serviceBusSender@bus::render", "serviceBusReceiver@bus::render", "serviceBusSender@bus::due", "serviceBusReceiver@bus::due"],
        ["Cosmos"] = ["cosmosDataContributor@cosmos"],
        ["AiSearch"] = ["searchIndexDataContributor@search", "searchServiceContributor@search"],
        ["KeyVault"] = ["vaultSecretsOfficer@vault"],
    };

    // Not of an adapter: what the Functions host does by itself, and secrets by reference.
    private static readonly string[] HostNeeds =
    [
        "blobDataOwner@host", "queueDataContributor@host", "tableDataContributor@host", "metricsPublisher@insights", "vaultSecretsOfficer@vault", "durableTaskDataContributor@hub",
    ];

    private static readonly string[] RenderNeeds = ["serviceBusReceiver@bus::render", "registryPull@registry"];

    [Fact]
    public async Task App_ForEveryAdapter_HasItsRoles()
    {
        string[] adapters = [.. Adapter().Matches(Repository.Read("functions/AzureHost/Shortloop.AzureHost.csproj")).Select(match => match.Groups[1].Value)];
        var granted = await GrantedAsync("app");

        Assert.Empty(adapters.Except(AppNeeds.Keys));
        Assert.Empty(adapters.SelectMany(adapter => AppNeeds[adapter]).Concat(HostNeeds).Except(granted));
    }

    [Fact]
    public async Task App_HasNoRoleThatNothingNeeds() => Assert.Empty((await GrantedAsync("app")).Except(AppNeeds.Values.SelectMany(all => all)).Except(HostNeeds));

    [Fact]
    public async Task RenderJob_HasItsQueueAndItsImageOnly() => Assert.Equal(RenderNeeds.Order(), (await GrantedAsync("render")).Order());

    [Fact]
    public async Task Events_WriteTheirDeadLettersOnly() => Assert.Equal(["blobDataContributor@media::blobs::deadLetters"], await GrantedAsync("events"));

    [Fact]
    public async Task Assignments_AreAllInOneFile()
    {
        Template template = await Bicep.InstallationAsync();

        Assert.Equal(["roles"], template.Made.Where(IsAssignment).Select(resource => resource.Module).Distinct());
    }

    /// <summary>The reading of a grant, seen on one that is too wide.</summary>
    [Fact]
    public void GrantsOf_RoleOnANamespace_IsNotOneOnItsQueue()
    {
        const string Wide = """{"scope":"[resourceId('Microsoft.ServiceBus/namespaces', 'x')]","properties":{"principalId":"[parameters('renderPrincipalId')]","role":"[variables('roles').serviceBusReceiver]"}}""";
        var resource = new Resource("roles", "renderAll", "Microsoft.Authorization/roleAssignments", "2022-04-01", false, [], Wide);

        Assert.Equal(["serviceBusReceiver@bus"], GrantsOf(resource));
        Assert.NotEqual(RenderNeeds[0], GrantsOf(resource).Single());
    }

    private static bool IsAssignment(Resource resource) => resource.Type.EndsWith("oleAssignments", StringComparison.Ordinal);

    private static async Task<string[]> GrantedAsync(string who) =>
    [
        .. (await Bicep.InstallationAsync()).Made.Where(IsAssignment)
            .Where(resource => resource.Text.Contains($"parameters('{who}PrincipalId')", StringComparison.Ordinal)).SelectMany(GrantsOf),
    ];

    private static IEnumerable<string> GrantsOf(Resource assignment) => assignment.Type.Contains("sqlRole", StringComparison.Ordinal)
        ? ["cosmosDataContributor@cosmos"]
        : Role().Matches(assignment.Text).Select(match => match.Groups[1].Value).Distinct().Select(role => $"{role}@{ScopeOf(assignment.Text)}");

    private static string ScopeOf(string text)
    {
        string scope = Scope().Match(text).Groups[1].Value;
        return scope switch
        {
            _ when scope.Contains("blobServices/containers", StringComparison.Ordinal) && scope.Contains("'mediaContainer'", StringComparison.Ordinal) => "media::blobs::media",
            _ when scope.Contains("blobServices/containers", StringComparison.Ordinal) && scope.Contains("'eventDeadLetterContainer'", StringComparison.Ordinal) => "media::blobs::deadLetters",
            _ when scope.Contains("'mediaStorageName'", StringComparison.Ordinal) => "media",
            _ when scope.Contains("'hostStorageName'", StringComparison.Ordinal) => "host",
            _ when scope.Contains("namespaces/queues", StringComparison.Ordinal) => $"bus::{(scope.Contains("'render'", StringComparison.Ordinal) ? "render" : "due")}",
            _ when scope.Contains("ServiceBus/namespaces", StringComparison.Ordinal) => "bus",
            _ when scope.Contains("DurableTask/schedulers/taskHubs", StringComparison.Ordinal) => "hub",
            _ when scope.Contains("searchServices", StringComparison.Ordinal) => "search",
            _ when scope.Contains("KeyVault/vaults", StringComparison.Ordinal) => "vault",
            _ when scope.Contains("registries", StringComparison.Ordinal) => "registry",
            _ when scope.Contains("Insights/components", StringComparison.Ordinal) => "insights",
            _ => throw new InvalidOperationException($"Which scope is '{scope}'?"),
        };
    }

    [GeneratedRegex(@"variables\('roles'\)\.(\w+)")]
    private static partial Regex Role();

    [GeneratedRegex("\"scope\":\"([^\"]*)\"")]
    private static partial Regex Scope();

    [GeneratedRegex("adapters/Azure/(\\w+)/")]
    private static partial Regex Adapter();
}
