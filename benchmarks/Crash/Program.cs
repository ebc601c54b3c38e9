using Shortloop.Crash.Serving;

// The process that is killed. It serves orders on standard input until that ends; see Serving/Server.cs.
if (args is ["serve", var settings])
{
    await Server.RunAsync(ServeSettings.Parse(settings));
    return 0;
}

await Console.Error.WriteLineAsync("Shortloop.Crash serve SETTINGS: started by the crash harness, not by hand. The long run is ./bench crash.");
return 2;
