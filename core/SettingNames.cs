using System.Reflection;

namespace Shortloop.Core;

/// <summary>
/// The settings that there are, as <c>docs/settings.txt</c> lists them with who reads them. A test holds that list against the source; here it tells
/// a slip of the pen from a setting.
/// </summary>
public static class SettingNames
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

    /// <param name="present">Names of all settings, among others that are none of ours.</param>
    /// <param name="host">Who asks; one of the constants.</param>
    /// <returns>One sentence for each of ours that means nothing there, with the name that may have been meant.</returns>
    public static IReadOnlyList<string> Problems(IEnumerable<string> present, string host) =>
        [.. present.Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            .Select(name => Problem(name, host)).OfType<string>()];

    private static string? Problem(string name, string host)
    {
        if (!Known.Value.TryGetValue(name, out string[]? readers))
            return Nearest(name, host) is { } meant ? $"{name} is not a setting. Did you mean {meant}?" : $"{name} is not a setting; docs/settings.txt lists them.";
        return host == Azure && !readers.Contains(host) && !readers.Any(NobodysBusiness.Contains)
            ? $"{name} is not read here, but by: {string.Join(", ", readers)}. Take it away."
            : null;
    }

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
