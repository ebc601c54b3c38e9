using System.Reflection;

namespace Shortloop.Local.Hosting;

public sealed class FunctionsHostOptions
{
    /// <summary>Where to look for functions.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; set; } = [];

    /// <summary>On loopback; 0: any free one.</summary>
    public int Port { get; set; } = 7071;

    /// <summary>Keeps what timers have to remember.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>The built web app; null: the host serves the API alone.</summary>
    public string? StaticRoot { get; set; }

    /// <summary>Origins of other sites whose pages may call; the functions decide what they get to see. None: only pages of this host.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Origins that the page may load media from and upload to: the blob store's.</summary>
    public IReadOnlyList<string> StorageOrigins { get; set; } = [];

    /// <summary>The official host's settings file: what it says goes before what is set here. Null: there is none.</summary>
    public string? HostJson { get; set; }

    /// <summary>What every route begins with, without slashes; empty: nothing.</summary>
    public string RoutePrefix { get; set; } = "api";

    /// <summary>The version of orchestrations that are started without one; empty: none.</summary>
    public string OrchestrationVersion { get; set; } = "";

    /// <summary>Messages of one queue in work at a time.</summary>
    public int ReceiversPerQueue { get; set; } = 4;

    /// <summary>How long a message's lock is renewed at most; then its function is asked to end, as another may get the message.</summary>
    public TimeSpan MaxLockRenewal { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Bytes in a request's body. Big files go straight to storage.</summary>
    public long MaxRequestBytes { get; set; } = 1 << 20;

    /// <summary>How long running functions may go on after a stop was asked for; then their token is cancelled.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
