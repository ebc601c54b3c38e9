using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Engine.Broker;

/// <summary>
/// Properties that sender and receiver have agreed on: headers of their own on a single message, UserProperties in a batch. A value is
/// kept as it stands in a header: texts and instants in quotes, numbers and truth values without.
/// </summary>
internal static partial class CustomProperties
{
    /// <summary>Where they lie among the kept broker properties.</summary>
    public const string Key = "UserProperties";

    private const int MostOfThem = 64;

    // What HTTP clients and proxies send by themselves.
    private static readonly HashSet<string> Ordinary = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "BrokerProperties", "Cache-Control", "Connection", "Cookie", "Date", "Expect", "Forwarded", "Host", "Keep-Alive",
        "Origin", "Pragma", "Referer", "Request-Id", "TE", "Traceparent", "Tracestate", "Baggage", "Transfer-Encoding", "Upgrade", "User-Agent", "Via",
    };

    /// <exception cref="FormatException">There are too many.</exception>
    public static JsonObject Of(IHeaderDictionary headers) => Limited(headers
        .Where(header => !IsOrdinary(header.Key))
        .Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value.ToString())));

    /// <exception cref="FormatException">A name could not be a header's, or there are too many.</exception>
    public static JsonObject Of(JsonObject? batched) => Limited((batched ?? []).Select(property => Token().IsMatch(property.Key) && !IsOrdinary(property.Key)
        ? KeyValuePair.Create(property.Key, (JsonNode?)(property.Value?.ToJsonString() ?? "null"))
        : throw new FormatException($"The property '{property.Key}' can't be a header's name, or is that of an HTTP header.")));

    public static void Write(string kept, IHeaderDictionary headers)
    {
        if (JsonNode.Parse(kept)?[Key] is not JsonObject properties)
            return;
        foreach (var (name, value) in properties)
            headers[name] = value!.GetValue<string>();
    }

    private static bool IsOrdinary(string name) => Ordinary.Contains(name) || Prefix().IsMatch(name);

    private static JsonObject Limited(IEnumerable<KeyValuePair<string, JsonNode?>> properties)
    {
        var kept = new JsonObject(properties);
        return kept.Count <= MostOfThem ? kept : throw new FormatException($"A message has at most {MostOfThem} properties of its own.");
    }

    [GeneratedRegex("^(Accept|Access-Control|Content|If|Proxy|Sec|X-Forwarded|X-MS)-", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")]
    private static partial Regex Token();
}
