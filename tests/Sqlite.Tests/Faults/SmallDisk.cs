using System.Diagnostics;
using System.Text;

namespace Shortloop.Sqlite.Tests.Faults;

/// <summary>
/// Runs explicit tests of this assembly again in a process that has a disk of 2 MB for itself (a tmpfs that nobody else sees) and no right
/// to override permissions, even if it is root.
/// </summary>
internal static class SmallDisk
{
    private const string Variable = "SMALL_DISK";

    private const string Mount = "mount -t tmpfs -o size=2m none \"$SMALL_DISK\" && exec setpriv --bounding-set=-dac_override,-dac_read_search -- \"$@\"";

    /// <summary>The disk, inside the process.</summary>
    public static string Folder => Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException("Not on the small disk.");

    public static async Task RunAsync(string testClass)
    {
        var folder = Directory.CreateTempSubdirectory("small-disk-").FullName;
        try
        {
            if (await StartAsync(folder, "true") is { ExitCode: not 0 } missing)
                Assert.Skip($"No disk of its own can be had here (unshare, setpriv): {missing.Output}");
            var (exitCode, output) = await StartAsync(folder, Environment.ProcessPath!, "-explicit", "only", "-class", testClass, "-parallel", "none");
            Assert.True(exitCode == 0, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(string folder, params string[] command)
    {
        var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh", "-c", Mount, "sh", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Variable] = folder;
        try
        {
            using var process = Process.Start(start)!;
            var output = new StringBuilder();
            await Task.WhenAll(AppendAsync(process.StandardOutput, output), AppendAsync(process.StandardError, output));
            await process.WaitForExitAsync();
            return (process.ExitCode, output.ToString());
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (1, error.Message);
        }
    }

    private static async Task AppendAsync(StreamReader from, StringBuilder to)
    {
        while (await from.ReadLineAsync() is { } line)
            lock (to) to.AppendLine(line);
    }
}
