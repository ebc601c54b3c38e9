using System.Diagnostics;
using Shortloop.Adapters.Tests.Blob;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace Shortloop.Adapters.Tests.Blob;

/// <summary>The storage emulator, started for the first test that asks and shared by all: each has a container of its own.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Ready = "successfully listens on ";

    // The emulator's account, the same everywhere and no secret: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string folder = Directory.CreateTempSubdirectory("azurite-").FullName;
    private readonly Lazy<Task<string>> connection;
    private Process? process;

    public Azurite() => connection = new Lazy<Task<string>>(StartAsync);

    public Task<string> ConnectionStringAsync() => connection.Value;

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> StartAsync()
    {
        var main = Path.Combine(Root(), "tools/azurite/node_modules/azurite/dist/src/blob/main.js");
        Assert.True(File.Exists(main), "Azurite is missing: run 'npm ci --ignore-scripts' in tools/azurite.");
        string[] arguments =
        [
            main, "--blobHost", "127.0.0.1", "--blobPort", "0", "--location", folder,
            "--disableTelemetry", "--skipApiVersionCheck", "--loose", "--silent",
        ];
        process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf(Ready, StringComparison.Ordinal) is var at and >= 0)
                return $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};BlobEndpoint={line[(at + Ready.Length)..].Trim()}/devstoreaccount1;";
        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
