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

    private static IEnumerable<string> Problems(string text)
    {
        foreach (string action in Uses().Matches(text).Select(match => match.Groups[1].Value).Where(action => !Pinned().IsMatch(action)))
            yield return $"{action} is not pinned to a commit.";
        if (Secret().IsMatch(text))
            yield return "It asks for a secret; identities take their place.";
        foreach (string script in Script().Matches(text).Select(match => match.Value).Where(script => !File.Exists(Repository.PathOf(script))))
            yield return $"{script} is not there.";
    }

    [GeneratedRegex(@"uses:\s*(\S+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"@[0-9a-f]{40}\z")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\$\{\{\s*secrets\.|--password|AZURE_CLIENT_SECRET|AZURE_CREDENTIALS", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\binfra/[\w/-]+\.sh\b")]
    private static partial Regex Script();
}
