using System.Globalization;
using System.Text.Json;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting;

/// <summary>The settings of <c>host.json</c> that mean something here; the others are the official host's business.</summary>
internal static class HostJson
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="FunctionCatalogException">The file is missing, isn't JSON, or has a value that can't be used.</exception>
    public static void Apply(string path, FunctionsHostOptions options)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            var extensions = Find(json.RootElement, "extensions");
            if (Find(extensions, "http", "routePrefix") is { } prefix) options.RoutePrefix = prefix.GetString()!.Trim('/');
            if (Find(extensions, "serviceBus", "maxConcurrentCalls") is { } calls) options.ReceiversPerQueue = Math.Max(calls.GetInt32(), 1);
            if (Find(extensions, "serviceBus", "maxAutoLockRenewalDuration") is { } renewal)
                options.MaxLockRenewal = TimeSpan.Parse(renewal.GetString()!, CultureInfo.InvariantCulture);
            if (Find(extensions, "durableTask", "defaultVersion") is { } version) options.OrchestrationVersion = version.GetString()!;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            throw new FunctionCatalogException([$"{path} can't be used: {broken.Message}"]);
        }
    }

    private static JsonElement? Find(JsonElement? from, params IEnumerable<string> names)
    {
        foreach (string name in names)
            from = from is { ValueKind: JsonValueKind.Object } here && here.TryGetProperty(name, out var value) ? value : null;
        return from;
    }
}
