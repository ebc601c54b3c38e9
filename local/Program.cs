using Shortloop.Local;
using Shortloop.Local.Serve;
using Shortloop.Local.Up;

// Two ways to start the same binary: "serve" is the embedded host alone; anything else is what a person types after ./run,
// which starts and watches the host, storage and the sandbox, and takes the videos through the main job.
if (!CommandLine.TryParse(args, out CommandLine? command, out string? problem))
{
    Console.Error.WriteLine($"{problem}\nTry ./run --help.");
    return ExitCodes.Usage;
}

using var stop = new StopSignals();
try
{
    return command.Kind switch
    {
        CommandKind.Help => CommandLine.PrintHelp(),
        CommandKind.Serve => await ServeCommand.RunAsync(LocalSettings.From(command), stop.Token),
        _ => await UpCommand.RunAsync(command, LocalSettings.From(command), stop.Token),
    };
}
catch (StartException error)
{
    Console.Error.WriteLine(error.Message);
    return ExitCodes.CannotStart;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    return ExitCodes.Stopped;
}
