using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>What releases: nothing of others that can change under us, no secret, and no script that isn't there.</summary>
public sealed partial class PipelineTests
{
    public static TheoryData<string> Files => [.. Names];

    private static string[] Names =>
    [
        "azure.yaml", "azure-pipelines.yml",
        .. Directory.EnumerateFiles(Repository.PathOf(".github/workflows")).Select(file => Path.GetRelativePath(Repository.Root, file)),
        .. Directory.EnumerateFiles(Repository.PathOf("infra"), "*.sh", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_HasNoProblem(string file) => Assert.Empty(Problems(Repository.Read(file)));

    [Theory]
    [InlineData("- uses: actions/checkout@v4", "pinned")]
    [InlineData("key: ${{ secrets.AZURE_CLIENT_SECRET }}", "secret")]
    [InlineData("run: infra/nowhere.sh", "nowhere.sh")]
    public void Problems_Fault_IsFound(string text, string problem) => Assert.Contains(Problems(text), found => found.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Packages_AreBuiltOnTheOfficialFunctions()
    {
        Assert.Contains("-p:FunctionsSdk=azure", Repository.Read("infra/package.sh"), StringComparison.Ordinal);
        Assert.Contains("FunctionsSdk", Repository.Read("infra/hooks/prepackage.sh"), StringComparison.Ordinal);
    }

    public static TheoryData<string> Releasing => [".github/workflows/release.yml", "azure-pipelines.yml"];

    /// <summary>The proof of who a run is lives for minutes: what is asked for first after a long provisioning would be refused.</summary>
    [Theory]
    [MemberData(nameof(Releasing))]
    public void Release_BeforeItProvisions_HasATokenForTheVault(string file)
    {
        string text = Repository.Read(file);

        Assert.InRange(
            text.IndexOf("az account get-access-token --resource https://vault.azure.net", StringComparison.Ordinal), 0, text.IndexOf("azd provision --no-prompt", StringComparison.Ordinal));
    }

    /// <summary>Before 1.22 azd ran no hook of the project where it had no environment yet: secrets would be taken from the app that runs.</summary>
    [Theory]
    [MemberData(nameof(Releasing))]
    public void Release_Provisions_WithAnEnvironmentAndAnAzdThatRunsHooks(string file)
    {
        string text = Repository.Read(file);

        Assert.InRange(text.IndexOf("azd env new ", StringComparison.Ordinal), 0, text.IndexOf("azd provision --no-prompt", StringComparison.Ordinal));
        Assert.True(Version.Parse(AzdVersion().Match(text).Groups[1].Value) >= new Version(1, 22), "azd is older than 1.22.");
    }

    /// <summary>Image and packages go by one name, so that what is put back later is there.</summary>
    [Theory]
    [MemberData(nameof(Releasing))]
    public void Release_DeploysTheImageByTheTagOfItsPackages(string file)
    {
        string[] deploying = [.. Repository.Read(file).Split('\n').Where(line => line.Contains("azd deploy api", StringComparison.Ordinal))];

        Assert.Matches("""^\s*SHORTLOOP_RENDER_TAG=\$\(cat "?(\S*release)/tag\.txt"?\) azd deploy api --from-package "?\1/api\.zip""", Assert.Single(deploying));
    }

    /// <summary>azd runs dotnet beside the project whatever it deploys, and the page's client runs on Node.</summary>
    [Theory]
    [InlineData(".github/workflows/release.yml", "setup-dotnet@", "setup-node@")]
    [InlineData("azure-pipelines.yml", "UseDotNet@2", "UseNode@1")]
    public void Release_BeforeItDeploys_HasWhatDeploymentRunsOn(string file, params string[] tools)
    {
        string text = Repository.Read(file);
        string deploys = text[text.IndexOf("install-azd.sh", StringComparison.Ordinal)..];
        string job = text[text.LastIndexOf("environment: production", StringComparison.Ordinal)..^deploys.Length];

        Assert.All(tools, tool => Assert.Contains(tool, job, StringComparison.Ordinal));
    }

    /// <summary>The last release runs until this one is begun with.</summary>
    [Theory]
    [MemberData(nameof(Releasing))]
    public void Release_ThatFailsBeforeItDeploys_PutsNothingBack(string file)
    {
        string text = Repository.Read(file);
        string[] conditions = [.. Failed().Matches(text).Select(match => match.Value)];

        Assert.NotEmpty(conditions);
        Assert.All(conditions, condition => Assert.Matches(@"steps\.deploy\.outcome != 'skipped'|eq\(variables\.deploying, 'true'\)", condition));
    }

    [Theory]
    [InlineData("AZURE_ENV_NAME", true)]
    [InlineData("SHORTLOOP_SMTP_HOST", true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true)]
    [InlineData("PATH", false)]
    public void Release_TakesSettingsByTheirNames(string name, bool taken) =>
        Assert.Equal(taken, Regex.IsMatch(name, Taken().Match(Repository.Read(".github/workflows/release.yml")).Groups[1].Value));

    /// <summary>What a run keeps in the work folder doesn't make its source look changed.</summary>
    [Fact]
    public void Release_FoldersItFills_AreNoPartOfTheSource()
    {
        string[] ignored = Repository.Read(".gitignore").Split('\n');
        string[] folders = [.. Filled().Matches(Repository.Read(".github/workflows/release.yml")).Select(match => match.Groups[1].Value).Distinct()];

        Assert.Equal(["previous", "release"], folders.Order());
        Assert.All(folders, folder => Assert.Contains($"/{folder}/", ignored));
    }

    private static IEnumerable<string> Problems(string text)
    {
        foreach (string action in Uses().Matches(text).Select(match => match.Groups[1].Value).Where(action => !Pinned().IsMatch(action)))
            yield return $"{action} is not pinned to a commit.";
        if (Secret().IsMatch(text))
            yield return "It asks for a secret; identities take their place.";
        foreach (string script in Script().Matches(text).Select(match => match.Value).Where(script => !File.Exists(Repository.PathOf(script))))
            yield return $"{script} is not there.";
    }

    [GeneratedRegex(@"(?:AZD_VERSION|value): (\d+\.\d+\.\d+)")]
    private static partial Regex AzdVersion();

    [GeneratedRegex(@"uses:\s*(\S+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"@[0-9a-f]{40}\z")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\$\{\{\s*secrets\.|--password|AZURE_CLIENT_SECRET|AZURE_CREDENTIALS", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?:if|condition): .*fail(?:ed|ure)\(\).*")]
    private static partial Regex Failed();

    [GeneratedRegex("""test\("([^"]+)"\)""")]
    private static partial Regex Taken();

    [GeneratedRegex(@"(?:\bpath:|--dir) (\w+)")]
    private static partial Regex Filled();

    [GeneratedRegex(@"\binfra/[\w/-]+\.sh\b")]
    private static partial Regex Script();
}
