using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shortloop.Sdk.Tests.Build;

/// <summary>The sources on the official packages: what a release to Azure is built of.</summary>
[Collection(OfficialBuild.Collection)]
public sealed partial class AzureBuildTests(OfficialBuild build)
{
    /// <summary>Also what the packages' build makes of the app: the list of functions that the platform reads, and the host's extensions.</summary>
    [Fact]
    public async Task Build_AzureHost_ListsEveryFunction()
    {
        string output = await build.BuildAsync("functions/AzureHost");

        using var listed = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "functions.metadata")));
        string[] names = [.. listed.RootElement.EnumerateArray().Select(function => function.GetProperty("name").GetString()!)];
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(Written(), names.Length);
        Assert.Empty(Operations().Except(names));
        Assert.Contains("DurableTaskWebJobsStartup", await File.ReadAllTextAsync(Path.Combine(output, "extensions.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "host.json")));
    }

    /// <summary>The durable behaviours on the official engine in memory, and every recorded story on the official worker (docs/durable-semantics.md).</summary>
    [Fact]
    public async Task Run_DurableTests_PassOnTheOfficialEngine()
    {
        string output = await build.BuildAsync("tests/Durable.Tests");

        var start = new ProcessStartInfo(Path.Combine(output, "Shortloop.Durable.Tests"), ["-trait-", "official=differs", "-noColor"]) { RedirectStandardOutput = true };
        using var tests = Process.Start(start)!;
        try
        {
            string said = await tests.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await tests.WaitForExitAsync(TestContext.Current.CancellationToken);
            string[] failed = [.. said.Split('\n').SkipWhile(line => !line.Contains("[FAIL]", StringComparison.Ordinal)).Take(60)];
            Assert.True(tests.ExitCode == 0, failed.Length > 0 ? string.Join('\n', failed) : said[^Math.Min(said.Length, 4000)..]);
        }
        finally
        {
            if (!tests.HasExited)
                tests.Kill(entireProcessTree: true);
        }
    }

    // How many functions the sources have.
    private static int Written() => new[] { "functions", "orchestrations" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(DotNet.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Sum(file => Function().Count(File.ReadAllText(file)));

    // Each operation of the API is a function of the same name.
    private static IEnumerable<string> Operations()
    {
        using var api = JsonDocument.Parse(File.ReadAllText(Path.Combine(DotNet.Root, "docs/openapi.json")));
        return [.. api.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("operationId", out _))
            .Select(operation => operation.Value.GetProperty("operationId").GetString()!)];
    }

    [GeneratedRegex(@"\[Function\(")]
    private static partial Regex Function();
}
