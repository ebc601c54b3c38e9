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

    [Fact]
    public async Task Items_Azure_AreTheOfficialPackages()
    {
        var items = await ReadItemsAsync("functions/Shortloop.Functions.csproj", "-p:FunctionsSdk=azure");

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
    public async Task Items_Orchestrations_KnowNoTrigger()
    {
        var items = await ReadItemsAsync("orchestrations/Shortloop.Orchestrations.csproj", "-p:FunctionsSdk=azure");

        Assert.Equal(Packages[..2], items["PackageReference"].Where(IsOfficial).Order());
        Assert.DoesNotContain(items["ProjectReference"], path => path.Contains("Shortloop.Sdk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WrongSetting_SaysWhatIsRight()
    {
        var (exitCode, output) = await DotNet.RunAsync(
            ["msbuild", "orchestrations/Shortloop.Orchestrations.csproj", "-nologo", "-t:CheckFunctionsSdk", "-p:FunctionsSdk=local"],
            TestContext.Current.CancellationToken);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("FunctionsSdk is 'local'; it can be 'embedded' or 'azure'.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("storage", false)]
    [InlineData("scheduler", true)]
    public async Task Items_AzureHost_HaveTheHostJsonOfTheirBackendAndItsPackage(string backend, bool scheduler)
    {
        var items = await ReadItemsAsync("functions/AzureHost/Shortloop.AzureHost.csproj", "-p:FunctionsSdk=azure", $"-p:DurableBackend={backend}");

        Assert.Equal(scheduler ? "host.scheduler.json" : "../../host.json", Assert.Single(items["None"]));
        Assert.Equal(scheduler, items["PackageReference"].Contains("Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged"));
        Assert.Empty(items["PackageReference"].Except(items["PackageVersion"]));
    }

    private static bool IsOfficial(string package) => package.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal);

    private static async Task<Dictionary<string, string[]>> ReadItemsAsync(string project, params string[] settings)
    {
        var (exitCode, output) = await DotNet.RunAsync(
            ["msbuild", project, "-nologo", "-getItem:PackageReference,PackageVersion,ProjectReference,Reference,None", .. settings],
            TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);

        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("Items").EnumerateObject().ToDictionary(
            kind => kind.Name,
            // Of files that go along only what becomes the host's.
            kind => kind.Value.EnumerateArray().Where(item => kind.Name != "None" || (item.TryGetProperty("Link", out JsonElement link) && link.GetString() == "host.json")).Select(item => item.GetProperty("Identity").GetString()!).ToArray());
    }
}
