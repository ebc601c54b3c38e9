using Azure.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.ServiceBus;

/// <param name="Endpoint"><c>https://{namespace}.servicebus.windows.net</c>, or the embedded broker's loopback address.</param>
public sealed record ServiceBusQueueOptions(Uri Endpoint)
{
    /// <summary>A shared access policy. With <see cref="Key"/>: tokens are signed here. Without both: an identity is used.</summary>
    public string? KeyName { get; init; }

    public string? Key { get; init; }

    /// <summary>Used when there is no key; null: DefaultAzureCredential.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds the key.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!OptionRules.IsSafe(Endpoint))
            problems.Add("The queues' address must begin with https.");
        if (KeyName is null != Key is null)
            problems.Add("A queue's key needs its name, and the name its key.");
        return problems;
    }
}
