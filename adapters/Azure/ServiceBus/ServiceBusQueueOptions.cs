using Azure.Core;

namespace Shortloop.Adapters.ServiceBus;

/// <param name="Endpoint"><c>https://{namespace}.servicebus.windows.net</c>, or the embedded broker's loopback address.</param>
public sealed record ServiceBusQueueOptions(Uri Endpoint)
{
    /// <summary>A shared access policy. With <see cref="Key"/>: tokens are signed here. Without both: an identity is used.</summary>
    public string? KeyName { get; init; }

    public string? Key { get; init; }

    /// <summary>Used when there is no key; null: DefaultAzureCredential.</summary>
    public TokenCredential? Credential { get; init; }
}
