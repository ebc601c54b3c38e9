namespace Shortloop.Sdk.Tests.Surface;

/// <summary>What may be absent from types that we do have, and why no caller notices.</summary>
internal static class KnownGaps
{
    /// <summary>
    /// These tell the official worker which of its own classes reads a parameter, or what the Functions host may do with a trigger.
    /// Application code never reads them.
    /// </summary>
    private static readonly string[] AttributesLeftOut = ["InputConverter", "ConverterFallbackBehavior", "BindingCapabilities"];

    /// <summary>Several messages a call (<c>IsBatched</c>) are not used, so neither is the interface that says so.</summary>
    public static IReadOnlySet<string> InterfacesLeftOut { get; } =
        new HashSet<string> { "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.ISupportCardinality" };

    public static bool IsIgnored(string attribute) =>
        AttributesLeftOut.Any(name => attribute.StartsWith($"[{name}(", StringComparison.Ordinal));
}
