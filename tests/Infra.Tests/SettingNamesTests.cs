using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>
/// docs/settings.txt lists every setting with who reads it; the hosts carry the list and refuse what is not in it. To accept a change:
/// SHORTLOOP_ACCEPT=1 ./test infra.
/// </summary>
public sealed partial class SettingNamesTests
{
    private const string File = "docs/settings.txt";

    private const string Head = """
        # Every setting, with who reads it: azure (the app there), embedded (./run), render (the render job), infra (azd, its hooks and the
        # pipelines), tools (tests and benchmarks). What each means: local.settings.sample.json for azure, ./run --help and README.md for embedded,
        # render/RenderSettings.cs. Kept by a test (SHORTLOOP_ACCEPT=1 ./test infra).
        """;

    [Fact]
    public void List_IsWhatTheSourceReads()
    {
        string now = $"{Head}\n{string.Join('\n', Lines())}\n";
        if (Environment.GetEnvironmentVariable("SHORTLOOP_ACCEPT") == "1")
            System.IO.File.WriteAllText(Repository.PathOf(File), now);

        Assert.Equal(now, Repository.Read(File));
    }

    [Fact]
    public void Sample_ListsEverySettingOfTheApp_WithAComment()
    {
        string[] lines = Repository.Read("local.settings.sample.json").Split('\n');
        string[] sampled = [.. lines.Select(line => Entry().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

        Assert.Equal(CodeSettings.OfApp().Concat(["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage"]).Order(StringComparer.Ordinal), sampled.Order(StringComparer.Ordinal));
        // One comment may stand for a few that belong together.
        foreach (var (at, line) in lines.Index().Where(at => Entry().IsMatch(at.Item)))
            Assert.True(lines[..at].AsEnumerable().Reverse().Take(8).Any(before => before.TrimStart().StartsWith("//", StringComparison.Ordinal)), $"No comment: {line}");
    }

    private static IEnumerable<string> Lines()
    {
        (string Who, IReadOnlySet<string> Names)[] hosts =
            [("azure", CodeSettings.OfApp()), ("embedded", CodeSettings.OfEmbeddedHost()), ("render", CodeSettings.OfRenderJob())];
        var read = hosts.SelectMany(host => host.Names).ToHashSet(StringComparer.Ordinal);
        (string Who, IEnumerable<string> Names)[] all =
        [
            .. hosts.Select(host => (host.Who, (IEnumerable<string>)host.Names)),
            ("infra", CodeSettings.OfInfra().Except(read)),
            ("tools", CodeSettings.OfTools().Except(read)),
        ];
        return all.SelectMany(one => one.Names.Select(name => (name, one.Who))).GroupBy(pair => pair.name, pair => pair.Who)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {string.Join(' ', group)}");
    }

    [GeneratedRegex("""^\s+"(?!IsEncrypted|Values)(\w+)":""")]
    private static partial Regex Entry();
}
