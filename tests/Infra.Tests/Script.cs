using System.Diagnostics;

namespace Shortloop.Infra.Tests;

/// <summary>A script of infra, run with stand-ins for the programs that reach Azure: they note how they are called, and answer as told.</summary>
internal sealed class Script : IDisposable
{
    private static readonly string[] Played = ["az", "azd", "npx", "unzip"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shortloop-script-");

    /// <summary>A line for each call of a stand-in, in order, such as <c>az group exists --name x</c>.</summary>
    public IReadOnlyList<string> Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    private string CallsFile => Path.Combine(_folder.FullName, "calls");

    /// <summary>A file beside the stand-ins.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <param name="answers">Branches of bash's <c>case</c> over a call's line: <c>"az group exists"*) echo true ;;</c></param>
    /// <returns>What the script wrote to both outputs, and its exit code.</returns>
    public async Task<(int Code, string Output)> RunAsync(string script, string answers, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        foreach (string program in Played)
        {
            // What is piped into a stand-in is taken, as the real one would.
            string path = Write(program, $"""
                #!/usr/bin/env bash
                call="{program} $*"
                echo "$call" >>"{CallsFile}"
                case "$*" in *"/dev/stdin"*) cat >/dev/null ;; esac
                case "$call" in
                {answers}
                esac
                """);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo("bash", ["-c", "exec \"$@\" 2>&1", "bash", Repository.PathOf(script), .. arguments]) { RedirectStandardOutput = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("SHORTLOOP_", StringComparison.Ordinal) || name.StartsWith("AZURE_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        start.Environment["PATH"] = $"{_folder.FullName}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
