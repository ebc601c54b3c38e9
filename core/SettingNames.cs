using System.Reflection;
using System.Text.RegularExpressions;

namespace Shortloop.Core;

/// <summary>
/// The settings that there are, as <c>docs/settings.txt</c> lists them with who reads them. A test holds that list against the source; here it tells
/// a slip of the pen from a setting.
/// </summary>
public static partial class SettingNames
{
    /// <summary>The app on Azure: it is told what it needs and nothing else.</summary>
    public const string Azure = "azure";

    /// <summary>The embedded host: it starts from a person's shell, where the settings of the other programs may be, too.</summary>
    public const string Embedded = "embedded";

    /// <summary>The render job, which inherits the embedded host's settings.</summary>
    public const string Render = "render";

    private const string Prefix = "SHORTLOOP_";

    /// <summary>Tests, benchmarks, infra and its hooks.</summary>
    private static readonly string[] NobodysBusiness = ["tools", "infra"];

    private static readonly Lazy<IReadOnlyDictionary<string, string[]>> Known = new(Read);

    /// <summary>What stops the start: a slip. On the embedded host any name that is not a setting.</summary>
    /// <param name="present">Names of all settings, among others that are none of ours.</param>
    /// <param name="host">Who asks; one of the constants.</param>
    /// <returns>One sentence for each, with the name that may have been meant.</returns>
    public static IReadOnlyList<string> Problems(IEnumerable<string> present, string host) =>
        [.. Ours(present).Select(name => Problem(name, host)).OfType<string>()];

    /// <summary>
    /// What is only worth a line in the log: a name that is near nothing may be a setting of the next release, which is provisioned while this one still
    /// runs or comes back after it; so may one that is no longer read here.
    /// </summary>
    /// <param name="present">As in <see cref="Problems"/>.</param>
    /// <param name="host">Who asks; one of the constants.</param>
    public static IReadOnlyList<string> Warnings(IEnumerable<string> present, string host) =>
        [.. Ours(present).Select(name => Warning(name, host)).OfType<string>()];

    private static IEnumerable<string> Ours(IEnumerable<string> present) => present
        .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !ServiceLink.IsMatch(name)).Order(StringComparer.Ordinal);

    private static string? Problem(string name, string host) =>
        Known.Value.ContainsKey(name) ? null
        : Nearest(name, host) is { } meant ? $"{name} is not a setting. Did you mean {meant}?"
        : host == Embedded ? Unknown(name) : null;

    private static string? Warning(string name, string host)
    {
        if (!Known.Value.TryGetValue(name, out string[]? readers))
            return host == Embedded || Nearest(name, host) is not null ? null : Unknown(name);
        return host == Azure && !readers.Contains(host) && !readers.Any(NobodysBusiness.Contains)
            ? $"{name} is not read here, but by: {string.Join(", ", readers)}. Take it away."
            : null;
    }

    private static string Unknown(string name) => $"{name} is not a setting; docs/settings.txt lists them.";

    // What Kubernetes tells every container of a namespace that has a service of this name.
    [GeneratedRegex("^SHORTLOOP_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT|PORT_[0-9]+_(TCP|UDP)(_.+)?)$")]
    private static partial Regex ServiceLink { get; }

    private static string? Nearest(string name, string host)
    {
        int farthest = Math.Max(2, (name.Length - Prefix.Length) / 4);
        var (distance, meant) = Known.Value.Where(known => known.Value.Contains(host)).Select(known => (Distance(name, known.Key), known.Key))
            .DefaultIfEmpty((int.MaxValue, "")).Min();
        return distance <= farthest ? meant : null;
    }

    // Levenshtein's, without regard to case.
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int change = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }

    private static Dictionary<string, string[]> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("settings.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
    }
}
