using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Shortloop.Local.Serve;

namespace Shortloop.Local.Up;

/// <summary>The servers of one installation: storage, the sandbox, the host.</summary>
internal sealed class Children : IAsyncDisposable
{
    // When we are killed, Linux tells a child of each of our threads that dies, so it may be asked to end twice; Azurite listens
    // for the first and would be ended by the second, in the middle of writing its index.
    private const string OneSignalIsEnough = "data:text/javascript,process.on('SIGTERM', () => {})";

    private static readonly TimeSpan PortPatience = TimeSpan.FromSeconds(3);

    private readonly List<Child> _children;

    public Children(LocalSettings settings)
    {
        CheckPorts(settings);
        FormerStorage.WaitForEnd(settings.Data);
        string logs = Directory.CreateDirectory(settings.DataFile("logs")).FullName;
        _children =
        [
            // Azurite writes its index every few seconds only; ended outright, it would forget what was stored since.
            new Child("Storage", () => Azurite(settings), Path.Combine(logs, "storage.log"), orderly: true),
            new Child("The sandbox", () => Sandbox(settings), Path.Combine(logs, "sandbox.log")),
            new Child("The host", () => Host(settings), Path.Combine(logs, "host.log")),
        ];
    }

    /// <summary>Why one of them will never run; null as long as all may.</summary>
    public string? Complaint => _children.Select(c => c.Complaint).FirstOrDefault(c => c is not null);

    public void Start()
    {
        foreach (Child child in _children)
            child.Start();
    }

    public async ValueTask DisposeAsync()
    {
        // The host first: it drains while storage still answers.
        foreach (Child child in Enumerable.Reverse(_children))
            await child.DisposeAsync();
    }

    private static ProcessStartInfo Azurite(LocalSettings settings)
    {
        if (!File.Exists(Places.Azurite))
            throw new StartException("Storage (Azurite) is not installed. Run ./run again; it sets up what is missing.");
        // Its output goes to the file by itself: when we are killed, a broken pipe would bring it down before it has written its index.
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList =
            {
                "-c", "exec \"$@\" >>\"$0\" 2>&1", Path.Combine(settings.DataFile("logs"), "storage.log"),
                "node", "--import", OneSignalIsEnough, Places.Azurite, "--blobHost", "127.0.0.1", "--blobPort", settings.BlobPort.ToString(CultureInfo.InvariantCulture),
                "--location", Directory.CreateDirectory(settings.DataFile("storage")).FullName,
                "--disableTelemetry", "--skipApiVersionCheck", "--loose", "--silent",
            },
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{LocalSettings.BlobAccount}:{settings.Keys.BlobKey}";
        return start;
    }

    private static string[] Accounts(LocalSettings settings) => settings.Accounts ? ["--accounts"] : [];

    private static ProcessStartInfo Sandbox(LocalSettings settings) => new(Places.Sandbox)
    {
        ArgumentList =
        {
            "--port", settings.SandboxPort.ToString(CultureInfo.InvariantCulture),
            "--smtp-port", settings.MailPort.ToString(CultureInfo.InvariantCulture),
            "--stripe-webhooks", new Uri(settings.Address, "api/v1/webhooks/stripe").AbsoluteUri,
            "--data", Directory.CreateDirectory(settings.DataFile("sandbox")).FullName,
        },
    };

    private static ProcessStartInfo Host(LocalSettings settings) => new(
        Environment.ProcessPath!,
        ["serve", "--data", settings.Data, "--port", settings.Port.ToString(CultureInfo.InvariantCulture), .. Accounts(settings)]);

    private static void CheckPorts(LocalSettings settings)
    {
        foreach (int port in (int[])[settings.Port, settings.SandboxPort, settings.BlobPort, settings.QueuePort, settings.MailPort])
        {
            // What was just ended may take a moment to let go.
            if (!SpinWait.SpinUntil(() => IsFree(port), PortPatience))
                throw new StartException(
                    $"Port {port} is in use, perhaps by another Shortloop. Stop that one, or choose other ports with --port N (N to N+4 are used).");
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
