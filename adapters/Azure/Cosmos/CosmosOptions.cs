using Azure.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Cosmos;

/// <summary>Which account and database, and how patient a call is. Checked at the start by <see cref="Problems"/>.</summary>
public sealed record CosmosOptions
{
    /// <summary><c>https://{account}.documents.azure.com:443/</c>.</summary>
    public required Uri Endpoint { get; init; }

    public required string Database { get; init; }

    /// <summary>Needs the role Cosmos DB Built-in Data Contributor. Null: DefaultAzureCredential, unless there is a key.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Of an emulator on this machine. An account's own key is refused: it opens everything, and nobody can be told apart by it.</summary>
    public string? EmulatorKey { get; init; }

    /// <summary>The nearest first, such as <c>West Europe</c>; reads go to the first that answers, writes to the account's write region. Empty: wherever the account says.</summary>
    public IReadOnlyList<string> PreferredRegions { get; init; } = [];

    /// <summary>Over HTTPS alone, where a firewall lets nothing else out: a little slower than direct connections to the partitions.</summary>
    public bool Gateway { get; init; }

    /// <summary>Of one try. Default 10 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a throttled request (429) is sent again, each time after the pause that the service names. Default 9.</summary>
    public int MaxRetries { get; init; } = 9;

    /// <summary>All these pauses together. Default 30 s, which leaves a page's request time to answer.</summary>
    public TimeSpan MaxRetryWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For back-fills: writes that are asked for at the same time share requests. More of them get through, each takes longer.</summary>
    public bool Bulk { get; init; }

    /// <returns>What is wrong, a sentence each; empty: nothing.</returns>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!OptionRules.IsSafe(Endpoint))
            problems.Add("The endpoint must be an https address such as https://NAME.documents.azure.com:443/.");
        if (Database.Length is 0 or > 255 || Database.AsSpan().IndexOfAny("/\\?#") >= 0)
            problems.Add("The database needs a name: 1 to 255 characters, none of / \\ ? #.");
        if (EmulatorKey is not null && !(Endpoint.IsAbsoluteUri && Endpoint.IsLoopback))
            problems.Add("An account key is for an emulator on this machine only. Use an identity.");
        if (EmulatorKey is not null && Credential is not null)
            problems.Add("Name an identity or an emulator's key, not both.");
        if (PreferredRegions.Any(string.IsNullOrWhiteSpace) || PreferredRegions.Distinct(StringComparer.OrdinalIgnoreCase).Count() < PreferredRegions.Count)
            problems.Add("Preferred regions must be names such as West Europe, each once.");
        if (RequestTimeout <= TimeSpan.Zero || MaxRetryWait < TimeSpan.Zero)
            problems.Add("The request's time-out must be longer than nothing, and so must the wait for retries, unless there is none.");
        if (MaxRetries is < 0 or > 1000)
            problems.Add("Retries must be 0 to 1,000.");
        return problems;
    }
}
