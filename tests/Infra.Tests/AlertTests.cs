using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>An alert that asks for a name that nobody measures is silent for ever: each name in a rule is one of the code's or of Azure's, in its unit.</summary>
public sealed partial class AlertTests
{
    [Fact]
    public async Task MetricAlerts_NameWhatTheirServiceMeasures() =>
        Assert.Empty((await AlertsAsync("Microsoft.Insights/metricAlerts")).SelectMany(alert => AlertRules.MetricProblems(alert["properties"]!.AsObject())));

    [Fact]
    public async Task LogAlerts_NameWhatTheCodeMeasuresInItsUnit()
    {
        IReadOnlyList<JsonObject> alerts = await AlertsAsync("Microsoft.Insights/scheduledQueryRules");

        Assert.NotEmpty(alerts);
        Assert.Empty(alerts.SelectMany(alert => AlertRules.QueryProblems(alert["properties"]!.AsObject())));
    }

    [Fact]
    public void Telemetry_OnAzure_ExportsTheMeterThatTheAlertsAskFor() =>
        Assert.Matches(@"AddMeter\([^)]*\bTelemetry\.Name\b", Repository.Read("functions/AzureHost/AzureTelemetry.cs"));

    [Fact]
    public void Documentation_ListsWhatIsMeasured() => Assert.Equal(
        AlertRules.Instruments().Select(instrument => instrument.Name).Append("shortloop.queue.messages").Order(StringComparer.Ordinal),
        Listed().Matches(Repository.Read("docs/telemetry.md")).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("""Where Name == "shortloop.publish.lateness" | summarize Latest = max(Max)""", "Latest", 300, "five minutes", "'Where' is no column")]
    [InlineData("""where Name == "shortloop.publish.late" | summarize Latest = max(Max)""", "Latest", 300, "five minutes", "Nothing measures shortloop.publish.late")]
    [InlineData("""where Name == "shortloop.publish.lateness" | summarize Latest = max(Maximum)""", "Latest", 300, "five minutes", "'Maximum' is no column")]
    [InlineData("""where Name == "shortloop.publish.lateness" | summarize Latest = max(Max)""", "Late", 300, "five minutes", "'Late' is not in its result")]
    [InlineData("""where Name == "shortloop.publish.lateness" | summarize Latest = max(Max)""", "Latest", 300_000, "five minutes", "300000 s is not five minutes")]
    [InlineData("""where Name == "shortloop.jobs.ended" | summarize Latest = max(Max)""", "Latest", 300, "five minutes", "not measured in seconds")]
    public void QueryProblems_Fault_IsFound(string query, string column, int threshold, string said, string problem)
    {
        JsonObject alert = JsonNode.Parse($$"""
            {
              "description": "More than {{said}}.",
              "criteria": { "allOf": [ { "query": {{JsonValue.Create("AppMetrics | " + query).ToJsonString()}}, "metricMeasureColumn": "{{column}}", "threshold": {{threshold}} } ] }
            }
            """)!.AsObject();

        Assert.Contains(problem, Assert.Single(AlertRules.QueryProblems(alert)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("busId", "ActiveMessages", "EntityName", "due", "busId ActiveMessages is not known")]
    [InlineData("serviceBusId", "DeadLetters", "EntityName", "due", "serviceBusId DeadLetters is not known")]
    [InlineData("serviceBusId", "ActiveMessages", "QueueName", "due", "has no dimension QueueName")]
    [InlineData("serviceBusId", "ActiveMessages", "EntityName", "posts", "There is no queue posts")]
    public void MetricProblems_Fault_IsFound(string scope, string metric, string dimension, string value, string problem)
    {
        JsonObject alert = JsonNode.Parse($$"""
            {
              "scopes": ["[parameters('{{scope}}')]"],
              "criteria": { "allOf": [ { "metricName": "{{metric}}", "dimensions": [ { "name": "{{dimension}}", "values": ["{{value}}"] } ] } ] }
            }
            """)!.AsObject();

        Assert.Contains(problem, Assert.Single(AlertRules.MetricProblems(alert)), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonObject>> AlertsAsync(string type) =>
        [.. (await Bicep.InstallationAsync()).Made.Where(resource => resource.Type == type).Select(resource => resource.Node)];

    [GeneratedRegex(@"^\| `(shortloop\.[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
