using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Shortloop.Infra.Tests;

/// <summary>
/// The official compiler. It knows the shape of every resource at every API version, so what it lets pass without a word has no wrong
/// property, no unknown symbol, and no parameter or output that isn't there.
/// </summary>
internal static class Bicep
{
    // Compiled once for all tests: it takes seconds.
    private static readonly Lazy<Task<Compiled>> Installation = new(() => ParametersAsync("infra/main.bicepparam"));

    /// <param name="Complaints">Errors and warnings, a line each.</param>
    /// <param name="Template">Null: it could not be compiled.</param>
    /// <param name="Parameters">Of a parameter file: name → value.</param>
    public sealed record Compiled(IReadOnlyList<string> Complaints, Template? Template, JsonObject? Parameters);

    public static async Task<Template> InstallationAsync() => (await CheckInstallationAsync()).Template!;

    public static Task<Compiled> CheckInstallationAsync() => Installation.Value;

    public static async Task<Compiled> TemplateAsync(string file)
    {
        var (complaints, output) = await RunAsync("build", file);
        return new Compiled(complaints, output.Length == 0 ? null : new Template(JsonNode.Parse(output)!), null);
    }

    private static async Task<Compiled> ParametersAsync(string file)
    {
        var (complaints, output) = await RunAsync("build-params", file);
        if (output.Length == 0)
            return new Compiled(complaints, null, null);
        JsonNode both = JsonNode.Parse(output)!;
        return new Compiled(
            complaints,
            new Template(JsonNode.Parse((string)both["templateJson"]!)!),
            JsonNode.Parse((string)both["parametersJson"]!)!["parameters"]!.AsObject());
    }

    private static async Task<(IReadOnlyList<string> Complaints, string Output)> RunAsync(string command, string file)
    {
        string folder = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BicepFolder").Value!;
        string program = Path.Combine(folder, RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "bicep.exe" : "bicep");
        var start = new ProcessStartInfo(program, [command, Repository.PathOf(file), "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // It needs no library for languages, then.
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        };
        // What the operator of this machine has set must not decide what is compiled.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("SHORTLOOP_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        string words = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        string[] complaints = words.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (process.ExitCode != 0 && complaints.Length == 0 ? [$"bicep ended with {process.ExitCode}"] : complaints, await output);
    }
}
