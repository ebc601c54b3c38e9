using System.Text.RegularExpressions;

namespace Shortloop.Architecture.Tests;

/// <summary>
/// docs/problems.md lists every code that a caller can meet, as the source writes them. A new one fails until it has its row; SHORTLOOP_ACCEPT=1 adds it
/// with the source's own message, and takes away what is gone. What somebody wrote by hand stays.
/// </summary>
public sealed partial class ProblemTests
{
    private static readonly Dictionary<string, int> Statuses = new()
    {
        ["Invalid"] = 400,
        ["Unauthorized"] = 401,
        ["Forbidden"] = 403,
        ["NotFound"] = 404,
        ["Conflict"] = 409,
        ["Changed"] = 412,
        ["TooLarge"] = 413,
        ["UnsupportedMedia"] = 415,
        ["Unprocessable"] = 422,
        ["TooMany"] = 429,
        ["Permanent"] = 502,
        ["Transient"] = 503,
    };

    private static readonly string[] Folders = ["core", "functions", "adapters", "orchestrations", "local/Hosting/Http"];

    [Fact]
    public void Codes_OfTheSource_AreTheOnesInTheCatalogue()
    {
        SortedDictionary<string, Found> source = ReadSource();
        string path = Repository.PathOf("docs", "problems.md");
        if (Environment.GetEnvironmentVariable("SHORTLOOP_ACCEPT") == "1")
            File.WriteAllText(path, Merge(File.ReadAllText(path), source));

        string[] listed = [.. Row().Matches(File.ReadAllText(path)).Select(row => $"{row.Groups["code"]} {row.Groups["status"].Value.Trim()}")];

        Assert.Equal(source.Select(found => $"{found.Key} {found.Value.StatusText}"), listed);
    }

    /// <summary>What a function says of itself in the API's description exists.</summary>
    [Fact]
    public void Codes_NamedByFunctions_ExistInTheSource()
    {
        SortedDictionary<string, Found> source = ReadSource();
        var named = Files().SelectMany(file => FailsLine().Matches(File.ReadAllText(file))).SelectMany(line => Quoted().Matches(line.Value)).Select(code => code.Groups[1].Value);
        Assert.DoesNotContain(named, code => !source.ContainsKey(code));
    }

    private static string Merge(string document, SortedDictionary<string, Found> source)
    {
        Dictionary<string, string> written = Row().Matches(document).ToDictionary(row => row.Groups["code"].Value, row => row.Groups["text"].Value.Trim());
        var rows = source.Select(found => $"| `{found.Key}` | {found.Value.StatusText} | {written.GetValueOrDefault(found.Key, found.Value.Message is { Length: > 0 } message ? message : "`message` says what to do.")} |");
        int start = document.IndexOf("|---|---|---|", StringComparison.Ordinal) + "|---|---|---|".Length;
        return document[..start] + "\n" + string.Join('\n', rows) + "\n";
    }

    private static SortedDictionary<string, Found> ReadSource()
    {
        var codes = new SortedDictionary<string, Found>(StringComparer.Ordinal);
        foreach (string file in Files())
        {
            string text = File.ReadAllText(file);
            foreach (Match match in ByKind().Matches(text).Concat(ByException().Matches(text)).Concat(ByStatus().Matches(text)))
                Add(match.Groups["code"].Value, StatusOf(match), match.Groups["message"].Value);
            foreach (Match constant in Constant().Matches(text))
                if (Regex.Match(text, $@"(?:(?<kind>Permanent|Transient)Exception|new)\(\s*{constant.Groups["name"]}\b") is { Success: true } use)
                    Add(constant.Groups["code"].Value, StatusOf(use), "");
        }

        return codes;

        void Add(string code, int status, string message)
        {
            if (!codes.TryGetValue(code, out Found? known)) codes[code] = known = new Found();
            known.Statuses.Add(status);
            if (known.Message.Length == 0) known.Message = Interpolation().Replace(message, "…").Replace("\\\"", "\"", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
        }
    }

    private static int StatusOf(Match match) =>
        match.Groups["status"] is { Success: true } status ? int.Parse(status.Value, System.Globalization.CultureInfo.InvariantCulture)
        : match.Groups["kind"] is { Success: true } kind ? Statuses[kind.Value]
        : Statuses["Permanent"];

    private static IEnumerable<string> Files() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)).Order(StringComparer.Ordinal);

    private const string Message = """(?:,\s*\$?"(?<message>(?:[^"\\]|\\.)*)")?""";

    [GeneratedRegex("""ProblemKind\.(?<kind>\w+),\s*"(?<code>[a-z][a-z0-9_]+)"\s*""" + Message)]
    private static partial Regex ByKind();

    [GeneratedRegex("""(?<kind>Permanent|Transient)Exception\(\s*"(?<code>[a-z][a-z0-9_]+)"\s*""" + Message)]
    private static partial Regex ByException();

    /// <summary>The embedded host's own, below the functions.</summary>
    [GeneratedRegex("""(?:Problem|new)\(\s*(?<status>[45]\d\d),\s*"(?<code>[a-z][a-z0-9_]+)"\s*""" + Message)]
    private static partial Regex ByStatus();

    [GeneratedRegex("""const string (?<name>\w+) = "(?<code>[a-z]+(?:_[a-z0-9]+)+)";""")]
    private static partial Regex Constant();

    [GeneratedRegex("""^\| `(?<code>[a-z0-9_]+)` \|(?<status>[^|]*)\|(?<text>(?:[^|\\]|\\.)*)\|""", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>Also one that the quote of a string within it has cut.</summary>
    [GeneratedRegex(@"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\{[^}]*$")]
    private static partial Regex Interpolation();

    [GeneratedRegex(@"\[Fails\([^\]]*\)\]")]
    private static partial Regex FailsLine();

    [GeneratedRegex("\"([a-z0-9_]+)\"")]
    private static partial Regex Quoted();

    private sealed class Found
    {
        public SortedSet<int> Statuses { get; } = [];

        public string Message { get; set; } = "";

        public string StatusText => string.Join(", ", Statuses);
    }
}
