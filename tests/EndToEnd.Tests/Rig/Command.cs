using System.Diagnostics;

namespace Shortloop.EndToEnd.Rig;

/// <summary>A program that runs to its end.</summary>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    public static async Task<Command> RunAsync(string program, IEnumerable<string> arguments, Action<ProcessStartInfo>? change = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        change?.Invoke(start);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience.TotalSeconds} s.\n{await output}\n{await errors}");
        }

        return new Command(process.ExitCode, await output, await errors);
    }

    public static Task<Command> ShortloopAsync(params string[] arguments) => RunAsync(Build.Shortloop, arguments);
}
