using System.Globalization;
using Shortloop.Adapters.Ffmpeg;

namespace Shortloop.Render;

/// <summary>All that the job is told, from environment variables. There is no store, key or address beyond these.</summary>
/// <param name="QueueEndpoint"><c>SHORTLOOP_QUEUE_ENDPOINT</c>: <c>https://{namespace}.servicebus.windows.net</c> or the embedded broker.</param>
/// <param name="QueueKeyName"><c>SHORTLOOP_QUEUE_KEY_NAME</c>; with <c>SHORTLOOP_QUEUE_KEY</c>. Without both: managed identity.</param>
/// <param name="QueueWait"><c>SHORTLOOP_QUEUE_WAIT_SECONDS</c>, 0 to 60, default 20: how long to wait for a message.</param>
/// <param name="WorkFolder"><c>SHORTLOOP_WORK_FOLDER</c>, default the system's temporary folder.</param>
/// <param name="Ffmpeg"><c>SHORTLOOP_FFMPEG</c> and <c>SHORTLOOP_FFPROBE</c>: paths, default those on PATH.</param>
/// <param name="IsTraced"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where traces go; the exporter reads it and its siblings by itself.</param>
public sealed record RenderSettings(
    Uri QueueEndpoint, string? QueueKeyName, string? QueueKey, TimeSpan QueueWait, string WorkFolder, FfmpegOptions Ffmpeg, bool IsTraced = false)
{
    private const string Endpoint = "SHORTLOOP_QUEUE_ENDPOINT";
    private const string KeyName = "SHORTLOOP_QUEUE_KEY_NAME";
    private const string Key = "SHORTLOOP_QUEUE_KEY";
    private const string Wait = "SHORTLOOP_QUEUE_WAIT_SECONDS";
    private const string Folder = "SHORTLOOP_WORK_FOLDER";
    private const string Traces = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <returns>Settings, or null and every problem at once, a line each.</returns>
    public static (RenderSettings? Settings, IReadOnlyList<string> Problems) Read(Func<string, string?> variable)
    {
        var problems = new List<string>();
        var endpointText = Text(Endpoint);
        if (!Uri.TryCreate(endpointText, UriKind.Absolute, out var endpoint) || !IsAllowed(endpoint))
            problems.Add($"{Endpoint} is {(endpointText is null ? "missing" : "not usable")}: set it to the queue's address, https://… (http:// only on this machine).");
        var (keyName, key) = (Text(KeyName), Text(Key));
        if (keyName is null != key is null) problems.Add($"{KeyName} and {Key} belong together: set both, or neither to use the managed identity.");
        if (!int.TryParse(Text(Wait) ?? "20", CultureInfo.InvariantCulture, out var wait) || wait is < 0 or > 60)
            problems.Add($"{Wait} must be a whole number of seconds from 0 to 60.");
        var folder = Text(Folder) ?? Path.GetTempPath();
        if (!Directory.Exists(folder)) problems.Add($"{Folder} names a folder that does not exist: {folder}");
        var traces = Text(Traces);
        if (traces is not null && !(Uri.TryCreate(traces, UriKind.Absolute, out var receiver) && receiver.Scheme is "http" or "https"))
            problems.Add($"{Traces} is not usable: it must be a web address such as http://localhost:4318.");
        if (problems.Count > 0) return (null, problems);

        var ffmpeg = new FfmpegOptions { Ffmpeg = Text("SHORTLOOP_FFMPEG") ?? "ffmpeg", Ffprobe = Text("SHORTLOOP_FFPROBE") ?? "ffprobe", WorkFolder = folder };
        return (new RenderSettings(endpoint!, keyName, key, TimeSpan.FromSeconds(wait), folder, ffmpeg, IsTraced: traces is not null), problems);

        string? Text(string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }

    private static bool IsAllowed(Uri endpoint) => endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback);
}
