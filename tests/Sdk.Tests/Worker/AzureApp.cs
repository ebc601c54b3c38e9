using System.Diagnostics;

namespace Shortloop.Sdk.Tests.Worker;

/// <summary>The built app as the platform starts it: its settings in the environment, the host's address in its arguments.</summary>
internal sealed class AzureApp : IAsyncDisposable
{
    public const string WorkerId = "worker";

    private readonly Process _process;
    private readonly Task<string> _said, _complained;

    private AzureApp(Process process)
    {
        _process = process;
        (_said, _complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public static AzureApp Start(string folder, Uri host, CloudStandIn cloud, string authorityFile)
    {
        string[] arguments =
        [
            Path.Combine(folder, "Shortloop.AzureHost.dll"),
            "--functions-uri", host.AbsoluteUri, "--functions-worker-id", WorkerId, "--functions-request-id", "start", "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(key => key.Contains("PROXY", StringComparison.OrdinalIgnoreCase) || key.StartsWith("SHORTLOOP_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in Settings(cloud.Identity, cloud.Proxy))
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = folder;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["SSL_CERT_FILE"] = authorityFile;
        return new AzureApp(Process.Start(start)!);
    }

    /// <summary>Ends when the process does, with all that it wrote.</summary>
    public async Task<string> EndedAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return $"exit code {_process.ExitCode}\n{await _said}\n{await _complained}";
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>What must be set.</summary>
    public static IEnumerable<(string Name, string Value)> Settings(string identity, string proxy) =>
    [
        ("IDENTITY_ENDPOINT", identity), ("IDENTITY_HEADER", "header"), ("HTTPS_PROXY", proxy), ("NO_PROXY", "127.0.0.1,localhost"),
        ("SHORTLOOP_COSMOS_ENDPOINT", "https://cosmos-test.documents.azure.com:443/"), ("SHORTLOOP_COSMOS_DATABASE", "shortloop"),
        ("SHORTLOOP_BLOB_SERVICE", "https://sttest.blob.core.windows.net"), ("SHORTLOOP_QUEUE_ENDPOINT", "https://sb-test.servicebus.windows.net"),
        ("SHORTLOOP_PUBLIC_ADDRESS", "https://shortloop.example"), ("SHORTLOOP_KEY_VAULT", $"https://{CloudStandIn.Vault}/"),
        ("SHORTLOOP_TIKTOK_CLIENT_KEY", "key"), ("SHORTLOOP_TIKTOK_CLIENT_SECRET", "secret"), ("SHORTLOOP_SMTP_HOST", "smtp.example"),
        ("SHORTLOOP_MAIL_FROM", "studio@shortloop.example"), ("SHORTLOOP_STRIPE_KEY", "sk_test_1"), ("SHORTLOOP_STRIPE_WEBHOOK_SECRET", "whsec_1"),
        ("SHORTLOOP_SEARCH_ENDPOINT", "https://srch-test.search.windows.net"),
    ];
}
