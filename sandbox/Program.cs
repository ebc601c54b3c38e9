using System.Text.Json;
using Shortloop.Sandbox;

if (args.Contains("--help"))
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

if (!CommandLine.TryParse(args, out var options, out var problem))
{
    Console.Error.WriteLine($"shortloop-sandbox: {problem}");
    Console.Error.WriteLine(CommandLine.Help);
    return 2;
}

try
{
    await using var sandbox = await SandboxApp.StartAsync(options);
    Console.WriteLine($"Sandbox of the outside world: {sandbox.Address}");
    await sandbox.WaitForShutdownAsync();
    return 0;
}
catch (JsonException)
{
    Console.Error.WriteLine($"shortloop-sandbox: {Path.Combine(options.DataDirectory, "state.json")} can't be read. Delete it to start afresh.");
    return 1;
}
catch (UnauthorizedAccessException failure)
{
    Console.Error.WriteLine($"shortloop-sandbox: {failure.Message} Choose a --data folder that can be written.");
    return 1;
}
catch (IOException failure)
{
    Console.Error.WriteLine($"shortloop-sandbox: {failure.Message} Choose another --port or --data, or stop what uses it.");
    return 1;
}
