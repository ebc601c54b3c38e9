using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Infra.Tests;

/// <summary>An alert that asks for a name that nobody measures is silent for ever: each name in a rule is one of the code's or of Azure's, in its unit.</summary>
public sealed partial class AlertTests
{
    // Azure's own, as its reference lists them (https://learn.microsoft.com/azure/azure-monitor/reference/metrics-index): metric → its dimensions.
    private static readonly Dictionary<string, string[]> OfAzure = new()
    {
        ["serviceBusId DeadletteredMessages"] = ["EntityName"],
        ["serviceBusId ActiveMessages"] = ["EntityName"],
        ["eventTopicId DeadLetteredCount"] = ["DeadLetterReason", "EventSubscriptionName"],
    };

    // The table that the exporter's metrics come into, as Azure's reference lists it.
    private static readonly Dictionary<string, string[]> Tables = new()
    {
        ["AppMetrics"] = ["Name", "Sum", "Count", "ItemCount", "Min", "Max", "Properties", "TimeGenerated", "AppRoleName", "AppRoleInstance"],
    };

    private static readonly HashSet<string> Words = ["where", "summarize", "by", "max", "min", "sum", "avg", "count", "bin", "and", "or"];

    [Fact]
    public async Task MetricAlerts_NameWhatTheirServiceMeasures() =>
        Assert.Empty((await AlertsAsync("Microsoft.Insights/metricAlerts")).SelectMany(alert => MetricProblems(alert["properties"]!.AsObject())));

    [Fact]
    public async Task LogAlerts_NameWhatTheCodeMeasuresInItsUnit()
    {
        IReadOnlyList<JsonObject> alerts = await AlertsAsync("Microsoft.Insights/scheduledQueryRules");

        Assert.NotEmpty(alerts);
        Assert.Empty(alerts.SelectMany(alert => QueryProblems(alert["properties"]!.AsObject())));
    }

    [Fact]
    public void Telemetry_OnAzure_ExportsTheMeterThatTheAlertsAskFor() =>
        Assert.Matches(@"AddMeter\([^)]*\bTelemetry\.Name\b", Repository.Read("functions/AzureHost/AzureTelemetry.cs"));

    [Fact]
    public void Documentation_ListsWhatIsMeasured() => Assert.Equal(
        Instruments().Select(instrument => instrument.Name).Append("shortloop.queue.messages").Order(StringComparer.Ordinal),
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

        Assert.Contains(problem, Assert.Single(QueryProblems(alert)), StringComparison.Ordinal);
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

        Assert.Contains(problem, Assert.Single(MetricProblems(alert)), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonObject>> AlertsAsync(string type) =>
        [.. (await Bicep.InstallationAsync()).Made.Where(resource => resource.Type == type).Select(resource => resource.Node)];

    private static IEnumerable<string> MetricProblems(JsonObject alert)
    {
        string scope = Parameter().Match((string)alert["scopes"]![0]!).Groups[1].Value;
        foreach (JsonNode? criterion in alert["criteria"]!["allOf"]!.AsArray())
        {
            string metric = $"{scope} {(string)criterion!["metricName"]!}";
            if (!OfAzure.TryGetValue(metric, out string[]? dimensions))
            {
                yield return $"{metric} is not known.";
                continue;
            }

            foreach (JsonNode? dimension in criterion["dimensions"]?.AsArray() ?? [])
            {
                string name = (string)dimension!["name"]!;
                if (!dimensions.Contains(name))
                    yield return $"{metric} has no dimension {name}.";
                else if (name == "EntityName")
                    foreach (string queue in dimension["values"]!.AsArray().Select(value => (string)value!).Where(value => value != "*" && !Queues.All.Contains(value)))
                        yield return $"There is no queue {queue}.";
            }
        }
    }

    // As far as our rules go: TABLE | where … | summarize NAME = f(COLUMN) ….
    private static IEnumerable<string> QueryProblems(JsonObject alert)
    {
        foreach (JsonNode? criterion in alert["criteria"]!["allOf"]!.AsArray())
        {
            string query = (string)criterion!["query"]!;
            string table = query.Split('|')[0].Trim(), measured = (string)criterion["metricMeasureColumn"]!;
            if (!Tables.TryGetValue(table, out string[]? columns))
            {
                yield return $"{table} is not known.";
                continue;
            }

            string[] named = [.. Named().Matches(query).Select(match => match.Groups[1].Value)];
            foreach (string word in Word().Matches(Text().Replace(query, "")).Select(match => match.Value).Where(word => word != table && !Words.Contains(word) && !columns.Contains(word) && !named.Contains(word)))
                yield return $"'{word}' is no column of {table}.";
            if (!named.Contains(measured))
                yield return $"'{measured}' is not in its result.";
            foreach (string name in Metric().Matches(query).Select(match => match.Groups[1].Value))
                if (Instruments().FirstOrDefault(instrument => instrument.Name == name) is not { } instrument)
                    yield return $"Nothing measures {name}.";
                else if (UnitProblem(instrument, (int)criterion["threshold"]!, (string)alert["description"]!) is { } problem)
                    yield return problem;
        }
    }

    // The number is in the instrument's unit, and the text says the same to a person.
    private static string? UnitProblem(Instrument instrument, int threshold, string description) =>
        Minutes().Match(description) is not { Success: true } said ? null
        : instrument.Unit != "s" ? $"{instrument.Name} is not measured in seconds but in {instrument.Unit}."
        : TimeSpan.FromSeconds(threshold) != TimeSpan.FromMinutes(Number(said.Groups[1].Value))
            ? string.Create(CultureInfo.InvariantCulture, $"{threshold} s is not {said.Value}.")
            : null;

    private static int Number(string word) => Array.IndexOf(["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], word);

    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        RuntimeHelpers.RunClassConstructor(typeof(Telemetry).TypeHandle);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    found.Add(instrument);
            },
        };
        listener.Start();
        return found;
    }

    [GeneratedRegex(@"parameters\('(\w+)'\)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\| `(shortloop\.[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\b([A-Z]\w*)\s*=(?!=)")]
    private static partial Regex Named();

    [GeneratedRegex("\"[^\"]*\"|\\b\\d+\\w*")]
    private static partial Regex Text();

    [GeneratedRegex("Name == \"([^\"]*)\"")]
    private static partial Regex Metric();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(one|two|three|four|five|six|seven|eight|nine|ten) minutes?\b")]
    private static partial Regex Minutes();
}
