using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Shortloop.Sdk.Tests.Build;

/// <summary>
/// Builds projects on the official packages, into a folder of its own. A feed may lack the Service Bus extension, of which the source uses one attribute:
/// a package with ours stands for it always, under a version that exists nowhere else, so that no cache can mistake it for the official one.
/// </summary>
[CollectionDefinition(Collection)]
public sealed partial class OfficialBuild : IAsyncLifetime, ICollectionFixture<OfficialBuild>
{
    public const string Collection = "Official build";

    private static readonly string Surface = Path.Combine(DotNet.Root, "sdk/Functions/ServiceBus");

    // With what is in it: the package's cache must not hand out an older one.
    private static readonly string Version = $"5.24.0-surface.{Hash()}";

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _built = [];

    private string Feed => Path.Combine(_folder.Path, "feed");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <returns>The folder of the project's output.</returns>
    public async Task<string> BuildAsync(string project)
    {
        if (_built.TryGetValue(project, out string? built))
            return built;
        if (!Directory.Exists(Feed))
            await PackAsync();
        string artifacts = Path.Combine(_folder.Path, "artifacts");
        await RunAsync("build", project, "-p:FunctionsSdk=azure", $"-p:ServiceBusExtensionVersion={Version}", $"-p:ArtifactsPath={artifacts}");
        return _built[project] = Directory.GetDirectories(Path.Combine(artifacts, "bin"), $"Shortloop.{Path.GetFileName(project)}").Select(found => Path.Combine(found, "debug")).Single();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task PackAsync()
    {
        string project = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "surface")).FullName, "Surface.csproj");
        await File.WriteAllTextAsync(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AssemblyName>Microsoft.Azure.Functions.Worker.Extensions.ServiceBus</AssemblyName>
                <Version>{Version}</Version>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{Surface}/*.cs" />
                <PackageReference Include="Microsoft.Azure.Functions.Worker.Extensions.Abstractions" Version="1.3.0" />
              </ItemGroup>
            </Project>
            """);
        await RunAsync("pack", project, "-o", Feed);
    }

    private async Task RunAsync(params string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunAsync(
            [.. arguments, "-v:q", "-nologo"], TestContext.Current.CancellationToken,
            // Most projects have been analysed by the build before; those that have not say so themselves.
            ("RunAnalyzers", "false"), ("RestoreAdditionalProjectSources", Feed));
        if (NotServed().Match(output) is { Success: true } missing)
            Assert.Skip($"The package feed does not serve {missing.Groups[1].Value}. With one that does, such as nuget.org, this runs.");
        Assert.True(exitCode == 0, output);
    }

    private static string Hash()
    {
        string sources = string.Concat(Directory.GetFiles(Surface, "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sources)))[..12];
    }

    [GeneratedRegex(@"error NU110[123]: (?:Unable to find (?:a stable )?package )?(Microsoft\.[\w.]+)")]
    private static partial Regex NotServed();
}
