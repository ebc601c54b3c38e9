using Shortloop.Sdk.Tests.Surface;

namespace Shortloop.Sdk.Tests.Build;

/// <summary>
/// Sources against the official surface as listed. All of it is in one assembly, the others are empty: who has which type does not matter
/// to a source.
/// </summary>
public sealed class AzureBuildTests(AzureBuildTests.ListedSurface surface) : IClassFixture<AzureBuildTests.ListedSurface>
{
    [Fact]
    public async Task Build_AzureHostOnTheListedSurface_Compiles()
    {
        string artifacts = await surface.BuildAsync("functions/AzureHost");

        Assert.True(File.Exists($"{artifacts}/bin/Shortloop.AzureHost/debug/host.json"));
    }

    /// <summary>Running them needs the real assemblies; see docs/durable-semantics.md.</summary>
    [Fact]
    public async Task Build_DurableTestsOnTheListedSurface_Compiles()
    {
        string artifacts = await surface.BuildAsync("tests/Durable.Tests");

        string tests = $"{artifacts}/bin/Shortloop.Durable.Tests/debug";
        Assert.True(File.Exists($"{tests}/Shortloop.Durable.Tests.dll"));
        Assert.False(File.Exists($"{tests}/Shortloop.Engine.dll"));
    }

    public sealed class ListedSurface : IAsyncLifetime
    {
        private const string Project = """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <AssemblyName>Microsoft.DurableTask.Abstractions</AssemblyName>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
              </ItemGroup>
            </Project>
            """;

        private readonly TempFolder _folder = new();

        private string Files => Path.Combine(_folder.Path, "files");

        public async ValueTask InitializeAsync()
        {
            string stubs = Directory.CreateDirectory(Path.Combine(_folder.Path, "stubs")).FullName;
            Directory.CreateDirectory(Files);
            await File.WriteAllTextAsync(Path.Combine(stubs, "Stubs.csproj"), Project);
            await File.WriteAllTextAsync(Path.Combine(stubs, "Stubs.cs"), new OfficialStubs(OfficialSurface.Load()).Write());
            StandIns.WriteEmpty(Files, [.. StandIns.Names, "Microsoft.DurableTask.InProcessTestHost"]);
            await RunAsync(stubs, $"-o:{Files}");
        }

        /// <returns>The folder of the artifacts.</returns>
        public async Task<string> BuildAsync(string project)
        {
            string artifacts = Path.Combine(_folder.Path, "artifacts");
            await RunAsync(project, "-p:FunctionsSdk=azure", $"-p:FunctionsSdkPath={Files}", $"-p:ArtifactsPath={artifacts}");
            return artifacts;
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        private static async Task RunAsync(params string[] arguments)
        {
            var (exitCode, output) = await DotNet.RunAsync(
                ["build", .. arguments, "-v:q", "-nologo", "-p:RunAnalyzers=false"], TestContext.Current.CancellationToken);
            Assert.True(exitCode == 0, output);
        }
    }
}
