using System.Diagnostics;

namespace Shortloop.EndToEnd.Rig;

/// <summary>What runs on this machine, by what stands in its command line or environment.</summary>
internal static class Processes
{
    /// <summary>Processes that know of this text, such as an installation's folder; zombies are not counted, they run no more.</summary>
    public static IReadOnlyList<string> Knowing(string text) =>
        [.. Process.GetProcesses().Select(process => Describe(process.Id)).Where(description => description.Contains(text, StringComparison.Ordinal))];

    /// <summary>Resident memory in bytes.</summary>
    public static long Memory(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }

    private static string Describe(int id)
    {
        try
        {
            return $"{id} {File.ReadAllText($"/proc/{id}/cmdline")} {File.ReadAllText($"/proc/{id}/environ")}".Replace('\0', ' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
