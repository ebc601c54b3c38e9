using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shortloop.Adapters.Tests.Blob;

[assembly: AssemblyFixture(typeof(Azurite))]
[assembly: AssemblyFixture(typeof(AzuriteWithIdentity))]

namespace Shortloop.Adapters.Tests.Blob;

/// <summary>The storage emulator, started for the first test that asks and shared by all: each has a container of its own.</summary>
public class Azurite : IAsyncDisposable
{
    private const string Ready = "successfully listens on ";

    // The emulator's account, the same everywhere and no secret: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string folder = Directory.CreateTempSubdirectory("azurite-").FullName;
    private readonly Lazy<Task<Uri>> service;
    private Process? process;

    public Azurite() => service = new Lazy<Task<Uri>>(StartAsync);

    /// <summary>The account's blob service.</summary>
    public Task<Uri> ServiceAsync() => service.Value;

    public async Task<string> ConnectionStringAsync() =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};BlobEndpoint={await ServiceAsync()};";

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>More arguments of the emulator.</summary>
    /// <param name="folder">For files that they name.</param>
    protected virtual string[] Arguments(string folder) => [];

    private async Task<Uri> StartAsync()
    {
        var main = Path.Combine(Root(), "tools/azurite/node_modules/azurite/dist/src/blob/main.js");
        Assert.True(File.Exists(main), "Azurite is missing: run 'npm ci --ignore-scripts' in tools/azurite.");
        string[] arguments =
        [
            main, "--blobHost", "127.0.0.1", "--blobPort", "0", "--location", folder,
            "--disableTelemetry", "--skipApiVersionCheck", "--loose", "--silent", .. Arguments(folder),
        ];
        process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.IndexOf(Ready, StringComparison.Ordinal) is var at and >= 0)
                return new Uri($"{line[(at + Ready.Length)..].Trim()}/devstoreaccount1");
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

/// <summary>
/// The emulator with Entra tokens, which it takes over TLS only, and with user delegation keys. It looks at what a token says, not at its signature.
/// </summary>
public sealed class AzuriteWithIdentity : Azurite
{
    private string thumbprint = "";

    /// <summary>A handler that trusts this emulator and nobody else.</summary>
    public HttpClientHandler Trusting() => new()
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == thumbprint,
    };

    protected override string[] Arguments(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        thumbprint = certificate.Thumbprint;
        var (certificateFile, keyFile) = (Path.Combine(folder, "tls.pem"), Path.Combine(folder, "tls.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return ["--oauth", "basic", "--cert", certificateFile, "--key", keyFile];
    }
}
