using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Blob;

/// <summary>
/// Where the blobs are: <see cref="ConnectionString"/> (an emulator, or an account by its key) or <see cref="ServiceUri"/>
/// with an identity. Exactly one of the two; anything else is refused at start.
/// </summary>
public sealed partial record AzureBlobStoreOptions
{
    /// <summary>With an account key: links are signed by it.</summary>
    public string? ConnectionString { get; init; }

    /// <summary><c>https://{account}.blob.core.windows.net</c>. Links are signed by a user delegation key.</summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>With <see cref="ServiceUri"/>; null: DefaultAzureCredential.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>How requests leave; null: the SDK's own way.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>The one storage container everything lies in.</summary>
    public string Container { get; init; } = "media";

    /// <summary>
    /// Origins of pages that put and read blobs, written to the emulator as CORS rules. On Azure the rules come with the
    /// infrastructure and this is ignored.
    /// </summary>
    public IReadOnlyList<string> EmulatorPageOrigins { get; init; } = [];

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is. Never holds a key.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (ConnectionString is null == ServiceUri is null)
            problems.Add("Storage needs either a connection string or a service address.");
        if (ServiceUri is { } uri && !OptionRules.IsSafe(uri))
            problems.Add("The blob service's address must begin with https.");
        if (!ContainerName().IsMatch(Container))
            problems.Add("The container's name is 3 to 63 lower-case letters, digits and single dashes, such as media.");
        return problems;
    }

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(?:-[a-z0-9]+)*\z")]
    private static partial Regex ContainerName();
}
