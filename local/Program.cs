using Shortloop.Local;
using Shortloop.Local.Administration;
using Shortloop.Local.Backup;
using Shortloop.Local.Moving;
using Shortloop.Local.Serve;
using Shortloop.Local.Up;

// Two ways to start the same binary: "serve" is the embedded host alone; without a word in front it is what a person types after ./run,
// which starts and watches the host, storage and the sandbox, and takes the videos through the main job. The other words start nothing.
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
        CommandKind.Backup => await BackupCommand.RunAsync(command, stop.Token),
        CommandKind.Restore => await RestoreCommand.RunAsync(command, stop.Token),
        CommandKind.Admin => await AdminCommand.RunAsync(command, stop.Token),
        CommandKind.VerifyAudit => await VerifyAuditCommand.RunAsync(command, Console.Out, stop.Token),
        CommandKind.Reconcile => await ReconcileCommand.RunAsync(command, LocalSettings.From(command), Console.Out, stop.Token),
        CommandKind.Export => await ExportCommand.RunAsync(command, TimeProvider.System, Console.Out, stop.Token),
        CommandKind.Import => await ImportCommand.RunAsync(command, Environment.GetEnvironmentVariable, TimeProvider.System, Console.Out, stop.Token),
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
