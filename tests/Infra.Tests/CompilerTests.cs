namespace Shortloop.Infra.Tests;

/// <summary>Azure has not seen these files; its compiler has.</summary>
public sealed class CompilerTests
{
    [Fact]
    public async Task Installation_Compiled_HasNoErrorAndNoWarning() => Assert.Empty((await Bicep.CheckInstallationAsync()).Complaints);

    /// <summary>Each kind of fault that the others rely on the compiler for, seen once.</summary>
    [Fact]
    public async Task Broken_Compiled_SaysEachFault()
    {
        var complaints = (await Bicep.TemplateAsync("tests/Infra.Tests/Broken/main.bicep")).Complaints;

        string[] codes =
        [
            "BCP091", // module that is not there
            "BCP035", // parameter that is needed and not given
            "BCP037", // parameter or property that nobody declares
            "BCP053", // output that is not there
            "BCP057", // unknown symbol
            "BCP081", // API version that nobody knows
        ];
        Assert.All(codes, code => Assert.Contains(complaints, complaint => complaint.Contains(code, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Main_OnlyComposes()
    {
        Template template = await Bicep.InstallationAsync();

        Assert.Equal(["Microsoft.Resources/resourceGroups"], template.Made.Where(resource => resource.Module == "").Select(resource => resource.Type));
    }

    /// <summary>Stable versions, and one a resource type: a test of what was tried, not of what is newest.</summary>
    [Fact]
    public async Task ApiVersions_AreStableAndTheSameEverywhere()
    {
        Template template = await Bicep.InstallationAsync();

        Assert.Empty(Versions.Problems(template.Resources));
    }

    [Fact]
    public void ApiVersions_PreviewOrDifferent_AreFound() => Assert.Equal(
        ["Microsoft.A/b has 2024-01-01, 2025-01-01", "Microsoft.C/d has the preview 2025-01-01-preview"],
        Versions.Problems([Of("Microsoft.A/b", "2024-01-01"), Of("Microsoft.A/b/c", "2025-01-01"), Of("Microsoft.C/d", "2025-01-01-preview")]));

    private static Resource Of(string type, string version) => new("", "x", type, version, false, [], "");

    private static class Versions
    {
        // There has never been another one.
        private static readonly string[] PreviewOnly = ["Microsoft.Insights/diagnosticSettings"];

        public static IReadOnlyList<string> Problems(IReadOnlyList<Resource> resources) =>
        [
            .. resources.GroupBy(resource => string.Join('/', resource.Type.Split('/').Take(2)), (type, all) => (type, all: all.Select(one => one.ApiVersion).Distinct().Order().ToArray()))
                .Where(group => group.all.Length > 1).Select(group => $"{group.type} has {string.Join(", ", group.all)}"),
            .. resources.Where(resource => resource.ApiVersion.EndsWith("-preview", StringComparison.Ordinal) && !PreviewOnly.Contains(resource.Type))
                .Select(resource => $"{resource.Type} has the preview {resource.ApiVersion}").Distinct(),
        ];
    }
}
