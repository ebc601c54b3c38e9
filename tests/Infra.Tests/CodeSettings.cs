using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>Names of settings as the source reads them.</summary>
internal static partial class CodeSettings
{
    /// <summary>Of the app on Azure: literals, host.json's %NAME%, connections of triggers, and the pairs of sign-in clients.</summary>
    public static IReadOnlySet<string> OfApp()
    {
        string[] sources =
        [
            .. Files("functions"),
            .. Files("adapters/SignIn"),
            // The other adapters get theirs from the composition root.
        ];
        var names = sources.SelectMany(source => NamesIn(File.ReadAllText(source))).ToHashSet(StringComparer.Ordinal);
        names.UnionWith(Placeholder().Matches(Repository.Read("host.json")).Select(match => match.Groups[1].Value));
        names.UnionWith(sources.SelectMany(source => Connection().Matches(File.ReadAllText(source))).Select(match => $"{match.Groups[1].Value}__fullyQualifiedNamespace"));
        return names;
    }

    /// <summary>Of the embedded host; what it sets for the render job is not read by it.</summary>
    public static IReadOnlySet<string> OfEmbeddedHost() => Files("local").Concat(Files("functions")).Concat(Files("adapters/SignIn"))
        .Where(source => !source.Contains("AzureHost", StringComparison.Ordinal))
        .SelectMany(source => NamesIn(GivenToChild().Replace(File.ReadAllText(source), ""))).ToHashSet(StringComparer.Ordinal);

    /// <summary>Of tests and benchmarks: what they ask the environment for.</summary>
    public static IReadOnlySet<string> OfTools() => Files("tests").Concat(Files("benchmarks"))
        .SelectMany(source => AskedFor().Matches(File.ReadAllText(source))).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>Of infra: what azd, the hooks and the pipelines tell each other, among the names of what they set.</summary>
    public static IReadOnlySet<string> OfInfra() =>
        ((string[])["infra", ".github"]).SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
        .Append(Repository.PathOf("azure-pipelines.yml")).Append(Repository.PathOf("azure.yaml"))
        .SelectMany(source => Word().Matches(File.ReadAllText(source))).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> OfRenderJob() =>
        Files("render").SelectMany(source => NamesIn(File.ReadAllText(source))).ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<string> NamesIn(string source)
    {
        string code = string.Join('\n', source.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        return Literal().Matches(code).Select(match => match.Groups[1].Value)
            .Concat(Client().Matches(code).SelectMany(match => new[] { $"SHORTLOOP_{match.Groups[1].Value}_CLIENT_ID", $"SHORTLOOP_{match.Groups[1].Value}_CLIENT_SECRET" }));
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories);

    // Messages of errors name settings, too, but not as the whole of a text.
    [GeneratedRegex("""
        "((?:SHORTLOOP|OTEL|APPLICATIONINSIGHTS)_[A-Z0-9_]+)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex("""Client\("([A-Z]+)",""")]
    private static partial Regex Client();

    [GeneratedRegex("""
        Environment\["SHORTLOOP_[A-Z0-9_]+"\]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex GivenToChild();

    [GeneratedRegex("""
        (?:GetEnvironmentVariable|Number)\(\s*"(SHORTLOOP_[A-Z0-9_]+)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"\bSHORTLOOP_[A-Z0-9_]*[A-Z0-9]\b")]
    private static partial Regex Word();

    [GeneratedRegex("%([A-Z_]+)%")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""Trigger\([^)]*Connection = "(\w+)"\)""")]
    private static partial Regex Connection();
}
