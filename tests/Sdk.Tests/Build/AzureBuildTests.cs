using Shortloop.Sdk.Tests.Surface;

namespace Shortloop.Sdk.Tests.Build;

public sealed class AzureBuildTests
{
    private const string StubProject = """
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

    /// <summary>
    /// The whole Azure app against the official surface as listed. All of it is in one assembly, the others are empty: who has which type
    /// does not matter to a source.
    /// </summary>
    [Fact]
    public async Task Build_AzureHostOnTheListedSurface_Compiles()
    {
        using var folder = new TempFolder();
        string stubs = Path.Combine(folder.Path, "stubs");
        string files = Directory.CreateDirectory(Path.Combine(folder.Path, "files")).FullName;
        Directory.CreateDirectory(stubs);
        await File.WriteAllTextAsync(Path.Combine(stubs, "Stubs.csproj"), StubProject, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(stubs, "Stubs.cs"), new OfficialStubs(OfficialSurface.Load()).Write(), TestContext.Current.CancellationToken);
        StandIns.WriteEmpty(files, StandIns.Names);

        await BuildAsync(stubs, $"-o:{files}");
        await BuildAsync(
            "functions/AzureHost", "-p:FunctionsSdk=azure", $"-p:FunctionsSdkPath={files}", $"-p:ArtifactsPath={folder.Path}/artifacts");

        Assert.True(File.Exists($"{folder.Path}/artifacts/bin/Shortloop.AzureHost/debug/host.json"));
    }

    private static async Task BuildAsync(params string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunAsync(
            ["build", .. arguments, "-v:q", "-nologo", "-p:RunAnalyzers=false"], TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
    }
}
