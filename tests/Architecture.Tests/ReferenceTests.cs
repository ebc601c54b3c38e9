using System.Xml.Linq;

namespace Shortloop.Architecture.Tests;

/// <summary>Who may reference what. The project files say it; this test reads them.</summary>
public sealed class ReferenceTests
{
    // Folder → folders it may reference. A name ending in * stands for everything below it.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["core"] = [],
        ["sdk"] = [],
        ["sqlite"] = [],
        ["sandbox"] = ["sandbox/World"],
        ["sandbox/World"] = [],
        ["orchestrations"] = ["core", "sdk"],
        ["functions"] = ["core", "sdk"],
        // "sdk" stands for the official packages here: this project is in the azure build only.
        ["functions/AzureHost"] = ["functions", "orchestrations", "core", "sdk", "adapters/*"],
        ["adapters/Embedded/*"] = ["core", "sqlite"],
        ["adapters/*"] = ["core"],
        ["engine"] = ["sdk", "sqlite"],
        ["render"] = ["core", "adapters/Media/Ffmpeg", "adapters/Azure/ServiceBus"],
        ["local"] = ["core", "sdk", "orchestrations", "functions", "engine", "sqlite", "adapters/*"],
    };

    // What core may use beside the base library: abstractions without an implementation.
    private static readonly string[] CorePackages =
        ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"];

    public static TheoryData<string> Projects => [.. ProductProjects().Select(p => Path.GetRelativePath(Repository.Root, p))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfEveryProject_AreAllowed(string project)
    {
        string folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
        string[] allowed = Allowed[RuleOf(folder)];
        string[] forbidden = [.. ReferencesOf(Repository.PathOf(project)).Where(r => !allowed.Any(a => Matches(a, r)))];
        Assert.True(forbidden.Length == 0, $"{folder} may not reference {string.Join(", ", forbidden)}; it may: {string.Join(", ", allowed)}.");
    }

    [Fact]
    public void Packages_OfCore_AreAbstractionsOnly()
    {
        var packages = XDocument.Load(Repository.PathOf("core", "Shortloop.Core.csproj")).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value);
        Assert.Empty(packages.Except(CorePackages));
    }

    [Theory]
    [InlineData("functions")]
    [InlineData("orchestrations")]
    [InlineData("core")]
    [InlineData("adapters")]
    public void Source_KnowsNoHost(string folder)
    {
        string[] found = [.. Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)))];
        Assert.Empty(found);
    }

    private static IEnumerable<string> ProductProjects() => Directory
        .EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        .Where(p => !Path.GetRelativePath(Repository.Root, p).Split(Path.DirectorySeparatorChar).Any(part => part is "artifacts" or "tests" or "benchmarks" or "node_modules"));

    private static IEnumerable<string> ReferencesOf(string project)
    {
        XDocument document = XDocument.Load(project);
        if (document.Descendants("UsesFunctionsSdk").Any(e => e.Value is "true" or "durable"))
            yield return "sdk";
        string folder = Path.GetDirectoryName(project)!;
        foreach (string include in document.Descendants("ProjectReference").Select(e => e.Attribute("Include")!.Value.Replace('\\', '/')))
        {
            string target = Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(folder, Path.GetDirectoryName(include)!)));
            yield return target.Replace('\\', '/').Replace("/**", "/*", StringComparison.Ordinal);
        }
    }

    private static string RuleOf(string folder) => Allowed.ContainsKey(folder) ? folder : Allowed.Keys.First(rule => Matches(rule, folder));

    private static bool Matches(string rule, string folder) =>
        rule == folder || (rule.EndsWith("/*", StringComparison.Ordinal) && folder.StartsWith(rule[..^1], StringComparison.Ordinal));
}
