using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Shortloop.Infra.Tests;

/// <summary>The render image is built from a part of the repository: everything that its projects name must be in it.</summary>
public sealed partial class RenderImageTests
{
    private static readonly string Dockerfile = Repository.Read("render/Dockerfile");
    private static readonly string Ignored = Repository.Read(".dockerignore");

    [Fact]
    public void Context_HasWhatTheProjectsName() => Assert.Empty(Problems(Dockerfile, Ignored));

    [Theory]
    [InlineData("COPY docs/settings.txt docs/", "")]
    [InlineData("COPY eng/ eng/", "")]
    [InlineData("COPY adapters/Azure/ServiceBus/ adapters/Azure/ServiceBus/", "")]
    [InlineData("COPY core/Shortloop.Core.csproj core/", "")]
    [InlineData("", "!docs/settings.txt")]
    [InlineData("", "!Directory.Build.props")]
    public void Problems_LineTakenAway_AreFound(string copied, string kept) => Assert.NotEmpty(Problems(Without(Dockerfile, copied), Without(Ignored, kept)));

    /// <summary><c>az acr build</c> reads a rule as the whole of a name, and no name ends so.</summary>
    [Fact]
    public void IgnoreRules_HaveNoSlashAtTheirEnd() => Assert.DoesNotContain(Rules(Ignored), rule => rule.EndsWith('/'));

    private static IEnumerable<string> Problems(string dockerfile, string ignored)
    {
        int restore = dockerfile.IndexOf("RUN dotnet restore", StringComparison.Ordinal);
        int publish = dockerfile.IndexOf("RUN dotnet publish", StringComparison.Ordinal);
        string[] before = Copied(dockerfile[..restore]), all = Copied(dockerfile[..publish]);
        foreach (var (path, toRestore) in Needed())
        {
            if (!(toRestore ? before : all).Any(copied => path == copied.TrimEnd('/') || (copied.EndsWith('/') && $"{path}/".StartsWith(copied, StringComparison.Ordinal))))
                yield return $"{path} is not copied{(toRestore ? " before what restores" : "")}.";
            if (IsIgnored(path, ignored))
                yield return $"{path} is ignored.";
        }
    }

    // What the projects are made of: their files and folders, what they take from elsewhere, and what is imported into all of them.
    private static IEnumerable<(string Path, bool ToRestore)> Needed()
    {
        foreach (string file in (string[])["global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            yield return (file, true);
            foreach (string imported in file.EndsWith(".json", StringComparison.Ordinal) ? [] : ValuesOf(file, "Import", "Project"))
                yield return (imported, true);
        }

        foreach (string project in Projects("render/Shortloop.Render.csproj", []))
        {
            yield return (project, true);
            yield return (Path.GetDirectoryName(project)!, false);
            foreach (string file in ValuesOf(project, null, "Include").Where(file => file.Contains('/') && !file.EndsWith(".csproj", StringComparison.Ordinal)))
                yield return (file, false);
        }
    }

    private static HashSet<string> Projects(string project, HashSet<string> found)
    {
        if (found.Add(project))
        {
            foreach (string referred in ValuesOf(project, "ProjectReference", "Include"))
                Projects(referred, found);
        }

        return found;
    }

    /// <summary>Paths from the root, of those that are beside or above the file.</summary>
    private static IEnumerable<string> ValuesOf(string file, string? element, string attribute) =>
        XDocument.Parse(Repository.Read(file)).Descendants().Where(node => element is null || node.Name.LocalName == element)
            .Select(node => (string?)node.Attribute(attribute)).OfType<string>().Where(value => value.Contains('/') && !value.Contains('$') && !value.Contains('*'))
            .Select(value => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(file))!, value))));

    private static string[] Copied(string dockerfile) =>
        [.. Copy().Matches(dockerfile).SelectMany(match => match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1])];

    // The last rule that fits the path or a folder above it.
    private static bool IsIgnored(string path, string ignored)
    {
        string[] parts = path.Split('/');
        string[] names = [.. parts.Index().Select(at => string.Join('/', parts[..(at.Index + 1)]))];
        string? last = Rules(ignored).LastOrDefault(rule => names.Any(name => Regex.IsMatch(name, Pattern(rule.TrimStart('!').TrimEnd('/')))));
        return last?.StartsWith('!') == false;
    }

    private static string Pattern(string rule) =>
        $"^{Regex.Escape(rule).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$";

    private static string[] Rules(string ignored) =>
        [.. ignored.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    private static string Without(string text, string line) => line.Length == 0 ? text : string.Join('\n', text.Split('\n').Where(one => one != line));

    [GeneratedRegex(@"^COPY (?!--from)(.+)$", RegexOptions.Multiline)]
    private static partial Regex Copy();
}
