using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>host.json says what docs/azure-durable.md explains, in names and limits that the host and its extensions know.</summary>
public sealed partial class HostJsonTests
{
    private const string Durable = "extensions.durableTask.";
    private const string ForTheScheduler = "functions/AzureHost/host.scheduler.json";
    private const string Bus = "extensions.serviceBus.";

    // What the host takes; a slip in a name would be passed over in silence. With what a value must be.
    private static readonly Dictionary<string, Func<string, bool>> Known = new()
    {
        ["version"] = value => value == "2.0",
        ["functionTimeout"] = value => Span(value) > TimeSpan.Zero,
        ["logging.logLevel.default"] = IsLevel,
        ["logging.logLevel.Host.Triggers.DurableTask"] = IsLevel,
        ["extensions.http.routePrefix"] = value => value == "api",
        [Durable + "hubName"] = value => value == "%TASKHUB_NAME%",
        [Durable + "defaultVersion"] = value => Version().IsMatch(value),
        [Durable + "versionMatchStrategy"] = value => value is "None" or "Strict" or "CurrentOrOlder",
        [Durable + "versionFailureStrategy"] = value => value is "Reject" or "Fail",
        [Durable + "storageProvider.type"] = value => value is "AzureStorage" or "azureManaged",
        [Durable + "storageProvider.connectionStringName"] = value => value == "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
        [Durable + "storageProvider.partitionCount"] = value => Number(value) is >= 1 and <= 16,
        [Durable + "storageProvider.maxQueuePollingInterval"] = value => Span(value) >= TimeSpan.FromMilliseconds(100),
        [Durable + "maxConcurrentActivityFunctions"] = value => Number(value) >= 1,
        [Durable + "maxConcurrentOrchestratorFunctions"] = value => Number(value) >= 1,
        [Durable + "extendedSessionsEnabled"] = value => value == "false",
        [Durable + "tracing.distributedTracingEnabled"] = IsSwitch,
        [Durable + "tracing.version"] = value => value is "V1" or "V2",
        [Bus + "maxConcurrentCalls"] = value => Number(value) >= 1,
        [Bus + "prefetchCount"] = value => Number(value) >= 0,
        [Bus + "autoCompleteMessages"] = IsSwitch,
        [Bus + "maxAutoLockRenewalDuration"] = value => Span(value) > TimeSpan.Zero,
    };

    [Theory]
    [InlineData("host.json")]
    [InlineData(ForTheScheduler)]
    public void Settings_AreKnownAndWithinTheirLimits(string file) => Assert.Empty(Problems(Repository.Read(file)));

    [Fact]
    public void ForTheScheduler_DiffersByTheStorageProviderOnly()
    {
        var usual = Leaves(Repository.Read("host.json")).ToHashSet();
        var other = Leaves(Repository.Read(ForTheScheduler)).ToHashSet();

        Assert.All(usual.Except(other), leaf => Assert.StartsWith(Durable + "storageProvider.", leaf.Name, StringComparison.Ordinal));
        Assert.Equal(
            [(Durable + "storageProvider.connectionStringName", "DURABLE_TASK_SCHEDULER_CONNECTION_STRING"), (Durable + "storageProvider.type", "azureManaged")],
            other.Except(usual).Order());
    }

    /// <summary>The settings that go before the file, for where it says something else.</summary>
    [Fact]
    public async Task ForTheScheduler_IsWhatInfraSetsToo()
    {
        Template template = await Bicep.InstallationAsync();
        string settings = template.Made.Single(resource => resource.Type == "Microsoft.Web/sites/config").Text;

        Assert.All(
            Leaves(Repository.Read(ForTheScheduler)).Where(leaf => leaf.Name.StartsWith(Durable + "storageProvider.", StringComparison.Ordinal)),
            leaf => Assert.Contains($"'AzureFunctionsJobHost__{leaf.Name.Replace(".", "__", StringComparison.Ordinal)}', '{leaf.Value}'", settings, StringComparison.Ordinal));
        Assert.Contains("'DURABLE_TASK_SCHEDULER_CONNECTION_STRING', format('Endpoint={0};Authentication=ManagedIdentity;ClientID={1}'", settings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TaskHub_OfTheScheduler_IsTheAppsAndOnlyThereWhenItIsAskedFor()
    {
        Template template = await Bicep.InstallationAsync();
        string hub = Regex.Match(Repository.Read("infra/modules/functions.bicep"), "TASKHUB_NAME: '([^']*)'").Groups[1].Value;

        Assert.Contains($"'{hub}'", (string)template.Made.Single(resource => resource.Type == "Microsoft.DurableTask/schedulers/taskHubs").Node["name"]!, StringComparison.Ordinal);
        Assert.Equal("[equals(parameters('durableBackend'), 'scheduler')]", (string)template.Root["resources"]!["taskScheduler"]!["condition"]!);
        Assert.Equal("storage", (string)(await Bicep.CheckInstallationAsync()).Parameters!["durableBackend"]!["value"]!);
    }

    [Fact]
    public void Table_IsWhatTheFileSays() => Assert.Equal(
        Leaves(Repository.Read("host.json")).Select(leaf => $"{leaf.Name} = {leaf.Value}"),
        Row().Matches(Repository.Read("docs/azure-durable.md")).Select(row => $"{row.Groups[1].Value} = {row.Groups[2].Value}"));

    [Theory]
    [InlineData("infra/modules/functions.bicep", "TASKHUB_NAME: '([^']*)'")]
    [InlineData("local.settings.sample.json", "\"TASKHUB_NAME\": \"([^\"]*)\"")]
    public void TaskHub_WhereItIsNamed_HasAUsableName(string file, string pattern) =>
        Assert.Matches(@"\A[A-Za-z][A-Za-z0-9]{2,44}\z", Regex.Match(Repository.Read(file), pattern).Groups[1].Value);

    [Theory]
    [InlineData("""{ "extensions": { "durableTask": { "hubname": "x" } } }""", "hubname is not known")]
    [InlineData("""{ "extensions": { "durableTask": { "storageProvider": { "partitionCount": 17 } } } }""", "partitionCount can't be 17")]
    [InlineData("""{ "functionTimeout": "soon" }""", "functionTimeout can't be soon")]
    public void Problems_Fault_IsFound(string json, string problem) => Assert.Contains(problem, Assert.Single(Problems(json)), StringComparison.Ordinal);

    private static IEnumerable<string> Problems(string json) => Leaves(json)
        .Where(leaf => !Known.TryGetValue(leaf.Name, out var holds) || !holds(leaf.Value))
        .Select(leaf => Known.ContainsKey(leaf.Name) ? $"{leaf.Name} can't be {leaf.Value}." : $"{leaf.Name} is not known.");

    private static IEnumerable<(string Name, string Value)> Leaves(string json) => Leaves("", JsonNode.Parse(json)!);

    private static IEnumerable<(string Name, string Value)> Leaves(string name, JsonNode node) => node is JsonObject members
        ? members.SelectMany(member => Leaves(name.Length == 0 ? member.Key : $"{name}.{member.Key}", member.Value!))
        : [(name, node.ToString())];

    private static bool IsLevel(string value) => value is "Trace" or "Debug" or "Information" or "Warning" or "Error" or "Critical" or "None";

    private static bool IsSwitch(string value) => value is "true" or "false";

    private static TimeSpan? Span(string value) => TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out TimeSpan span) ? span : null;

    private static int? Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"\A\d+(?:\.\d+)*\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^\| `([\w.]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
