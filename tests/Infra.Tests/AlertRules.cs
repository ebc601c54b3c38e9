using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Infra.Tests;

/// <summary>Holds what an alert asks for against what is measured.</summary>
internal static partial class AlertRules
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

    /// <summary>Of a rule over metrics of Azure's own.</summary>
    public static IEnumerable<string> MetricProblems(JsonObject alert)
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

    /// <summary>Of a rule over logs, as far as ours go: <c>TABLE | where … | summarize NAME = f(COLUMN) …</c>.</summary>
    public static IEnumerable<string> QueryProblems(JsonObject alert)
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

    /// <summary>What core measures.</summary>
    public static IReadOnlyList<Instrument> Instruments()
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
