using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Shortloop.Adapters.AiSearch;

/// <summary>Which index of which search service, reached by an identity that may change the index and its documents.</summary>
public sealed partial record AiSearchOptions
{
    /// <summary><c>https://{service}.search.windows.net</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Made at first use. 2 to 128 lower-case letters, digits and single dashes.</summary>
    public string Index { get; init; } = "shortloop-vectors";

    /// <summary>Null: DefaultAzureCredential.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Before the first repetition of what was throttled; doubles. What the service itself asks for goes before.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How requests leave; null: the SDK's own way.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Endpoint.Scheme != Uri.UriSchemeHttps)
            problems.Add("The search service's address must begin with https.");
        if (!IndexName().IsMatch(Index))
            problems.Add("The index's name is 2 to 128 lower-case letters, digits and single dashes, such as shortloop-vectors.");
        if (FirstDelay < TimeSpan.Zero)
            problems.Add("The first delay is a span of time.");
        return problems;
    }

    [GeneratedRegex(@"\A(?=.{2,128}\z)[a-z0-9]+(?:-[a-z0-9]+)*\z")]
    private static partial Regex IndexName();
}
