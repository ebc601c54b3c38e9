using System.Text.Json;

namespace Shortloop.Sdk.Tests.Build;

public sealed class BuildSwitchTests
{
    private static readonly string[] Packages =
    [
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.Azure.Functions.Worker.Extensions.Http",
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore",
        "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer",
    ];

    [Theory]
    [InlineData("orchestrations/Shortloop.Orchestrations.csproj")]
    [InlineData("functions/Shortloop.Functions.csproj")]
    public async Task Items_Embedded_AreOurSdkAndNoPackage(string project)
    {
        var items = await ReadItemsAsync(project);

        Assert.Contains(items["ProjectReference"], path => path.EndsWith("sdk/Shortloop.Sdk.csproj", StringComparison.Ordinal));
        Assert.DoesNotContain(items["PackageReference"], package => IsOfficial(package));
        Assert.Empty(items["Reference"]);
    }

    [Theory]
    [InlineData("orchestrations/Shortloop.Orchestrations.csproj")]
    [InlineData("functions/Shortloop.Functions.csproj")]
    public async Task Items_Azure_AreTheOfficialPackages(string project)
    {
        var items = await ReadItemsAsync(project, "-p:FunctionsSdk=azure");

        Assert.Equal(Packages, items["PackageReference"].Where(IsOfficial).Order());
        Assert.DoesNotContain(items["ProjectReference"], path => path.Contains("Shortloop.Sdk", StringComparison.Ordinal));
        Assert.Empty(Packages.Except(items["PackageVersion"]));
    }

    [Fact]
    public async Task Items_AzureHost_HaveTheWorkerBuildAndNoEmbeddedPart()
    {
        var items = await ReadItemsAsync("functions/AzureHost/Shortloop.AzureHost.csproj", "-p:FunctionsSdk=azure");

        Assert.Equal([.. Packages, "Microsoft.Azure.Functions.Worker.Sdk"], items["PackageReference"].Where(IsOfficial).Order());
        Assert.DoesNotContain(items["ProjectReference"], path => path.Contains("/sdk/", StringComparison.Ordinal)
            || path.Contains("/engine/", StringComparison.Ordinal) || path.Contains("/local/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Items_AzureWithPath_AreTheFilesThereButNotTheBuildTools()
    {
        using var folder = new TempFolder();
        StandIns.WriteEmpty(folder.Path, [.. StandIns.Names, "Microsoft.Azure.Functions.Worker.Sdk.Generators"]);

        var items = await ReadItemsAsync(
            "orchestrations/Shortloop.Orchestrations.csproj", "-p:FunctionsSdk=azure", $"-p:FunctionsSdkPath={folder.Path}");

        Assert.Equal(StandIns.Names.Select(name => StandIns.PathOf(folder.Path, name)).Order(), items["Reference"].Order());
        Assert.DoesNotContain(items["PackageReference"], package => IsOfficial(package));
    }

    [Theory]
    [InlineData("FunctionsSdk is 'local'; it can be 'embedded' or 'azure'.", "-p:FunctionsSdk=local")]
    [InlineData("FunctionsSdkPath is used only with FunctionsSdk=azure.", "-p:FunctionsSdkPath=/x")]
    [InlineData("FunctionsSdkPath must be an absolute path", "-p:FunctionsSdk=azure", "-p:FunctionsSdkPath=x")]
    public async Task Check_WrongSetting_SaysWhatIsRight(string message, params string[] settings)
    {
        var (exitCode, output) = await CheckAsync(settings);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_PathWithoutSomeAssemblies_NamesThem()
    {
        using var folder = new TempFolder();
        StandIns.WriteEmpty(folder.Path, StandIns.Names.SkipLast(2));

        var (exitCode, output) = await CheckAsync("-p:FunctionsSdk=azure", $"-p:FunctionsSdkPath={folder.Path}");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("lacks Microsoft.DurableTask.Abstractions.dll, Microsoft.DurableTask.Client.dll.", output);
    }

    private static bool IsOfficial(string package) => package.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal);

    private static Task<(int ExitCode, string Output)> CheckAsync(params string[] settings) => DotNet.RunAsync(
        ["msbuild", "orchestrations/Shortloop.Orchestrations.csproj", "-nologo", "-t:CheckFunctionsSdk", .. settings],
        TestContext.Current.CancellationToken);

    private static async Task<Dictionary<string, string[]>> ReadItemsAsync(string project, params string[] settings)
    {
        var (exitCode, output) = await DotNet.RunAsync(
            ["msbuild", project, "-nologo", "-getItem:PackageReference,PackageVersion,ProjectReference,Reference", .. settings],
            TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);

        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name,
            kind => kind.Value.EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!).ToArray());
    }
}
