using System.Globalization;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Rig;

/// <summary>
/// One whole Shortloop of its own: storage, sandbox and host as separate processes on ports and in a folder of its own, so that the
/// host alone can be killed and started again while the rest of the world goes on.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private readonly bool _accounts;
    private Server? _storage;
    private Server? _world;
    private Server? _host;

    private Installation(bool openAi, (string Data, int Port)? place, bool accounts, IReadOnlyDictionary<string, string>? settings)
    {
        _accounts = accounts;
        Data = place?.Data ?? Directory.CreateTempSubdirectory("shortloop-e2e-").FullName;
        Port = place?.Port ?? Ports.TakeBlock();
        _environment = openAi
            ? new Dictionary<string, string>
            {
                ["SHORTLOOP_MODEL"] = "openai",
                ["SHORTLOOP_OPENAI_KEY"] = "sk-sandbox",
                ["SHORTLOOP_OPENAI_ENDPOINT"] = $"http://127.0.0.1:{Port + 1}/openai/v1",
            }
            : [];
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
            _environment[name] = value;
        Api = new Api(Address);
        Sandbox = new SandboxControl(new Uri($"http://127.0.0.1:{Port + 1}/"));
    }

    public string Data { get; }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public Api Api { get; }

    public SandboxControl Sandbox { get; }

    public int HostProcessId => _host!.Process.Id;

    public string Logs => $"--- host\n{_host?.Said}\n--- sandbox\n{_world?.Said}\n--- storage\n{_storage?.Said}";

    /// <param name="openAi">Strategy and script are asked of the sandbox's model service instead of the built-in analyst.</param>
    /// <param name="connect">With the sandbox's TikTok account connected.</param>
    /// <param name="place">A folder that is there already, and the port it knows; the folder becomes this installation's own and goes with it.</param>
    /// <param name="accounts">Everybody signs in; then nothing can be connected beforehand.</param>
    /// <param name="settings">More of the host's environment.</param>
    public static async Task<Installation> StartAsync(
        bool openAi = false, bool connect = true, (string Data, int Port)? place = null, bool accounts = false,
        IReadOnlyDictionary<string, string>? settings = null)
    {
        var installation = new Installation(openAi, place, accounts, settings);
        try
        {
            await installation.StartAllAsync(connect && !accounts);
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    public async Task StartHostAsync()
    {
        LaunchHost();
        await Poll.UntilAsync("the host is ready", () => Api.AnswersAsync("api/ready"), ready => ready, () => Logs);
    }

    public void LaunchHost() => _host = new Server(Build.Shortloop, ["serve", "--data", Data, "--port", Text(Port), .. _accounts ? (string[])["--accounts"] : []], _environment);

    /// <summary>kill -9 of the host, and of nothing else.</summary>
    public void KillHost()
    {
        _host!.Kill();
        _host.Dispose();
    }

    public Task<JsonNode> JobAsync(string jobId, string what, Func<JsonNode, bool> reached) =>
        Poll.UntilAsync($"the job {what}", () => Api.GetAsync($"jobs/{jobId}"), reached, () => Logs);

    /// <summary>Follows a job to its end, whichever that is.</summary>
    public Task<JsonNode> EndOfJobAsync(string jobId) =>
        JobAsync(jobId, "is over", job => (string)job["status"]! is "succeeded" or "failed" or "cancelled");

    /// <summary>Posts that bytes were sent for, once nothing that an earlier test began is on its way: that would be counted as this one's.</summary>
    public async Task<int> SentUntilNowAsync()
    {
        await Poll.UntilAsync("no job runs", () => Api.ListAsync("jobs?status=running"), jobs => jobs.Count == 0, () => Logs);
        await Sandbox.AMinuteLaterAsync();
        return await Sandbox.SentAsync();
    }

    /// <summary>Waits for a video's posts; one that has failed can't become what is waited for.</summary>
    public async Task<IReadOnlyList<JsonNode>> PostsAsync(string videoId, string what, Func<IReadOnlyList<JsonNode>, bool> reached)
    {
        var seen = await Poll.UntilAsync(
            $"the post {what}", async () => (JsonArray)(await Api.GetAsync($"posts?videoId={videoId}"))["items"]!,
            posts => reached([.. posts!]) || posts.Any(p => (string)p!["status"]! == "failed"), () => Logs);
        return reached([.. seen!])
            ? [.. seen!]
            : throw new InvalidOperationException($"Waiting until the post {what}, it failed: {string.Join(" ", seen.Select(p => p!["failure"]?.ToJsonString()))} {seen.ToJsonString()}\n{Logs}");
    }

    public async Task<(string Video, JsonNode Post)> AwaitingApprovalAsync(string clip, Produce produce)
    {
        var (video, _) = await Api.ProduceAsync(clip, produce with { RequireApproval = true });
        var posts = await PostsAsync(video, "awaits approval", posts => posts is [var post] && (string)post["status"]! == "awaiting_approval");
        return (video, posts[0]);
    }

    public async ValueTask DisposeAsync()
    {
        _host?.Dispose();
        _world?.Dispose();
        _storage?.Dispose();
        Api.Dispose();
        Sandbox.Dispose();
        Directory.Delete(Data, recursive: true);
        await Task.CompletedTask;
    }

    private async Task StartAllAsync(bool connect)
    {
        LaunchHost();
        _world = new Server(Build.Sandbox, ["--port", Text(Port + 1), "--smtp-port", Text(Port + 4), "--stripe-webhooks", $"{Address}api/v1/webhooks/stripe", "--data", Path.Combine(Data, "sandbox")]);
        var keys = Path.Combine(Data, "keys.json");
        await Poll.UntilAsync("keys are made", () => Task.FromResult(File.Exists(keys)), made => made, () => Logs);
        var key = (string)JsonNode.Parse(await File.ReadAllTextAsync(keys))!["blobKey"]!;
        _storage = new Server(
            "node",
            [
                Build.Azurite, "--blobHost", "127.0.0.1", "--blobPort", Text(Port + 2), "--location", Path.Combine(Data, "storage"),
                "--disableTelemetry", "--skipApiVersionCheck", "--loose", "--silent",
            ],
            new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = $"shortloop:{key}" });
        await Poll.UntilAsync("the host is ready", () => Api.AnswersAsync("api/ready"), ready => ready, () => Logs);
        await Poll.UntilAsync("the sandbox answers", Sandbox.AnswersAsync, ready => ready, () => Logs);
        if (connect)
            await Sandbox.ConsentAsync(new Uri((string)(await Api.PostAsync("accounts/tiktok/connect"))["authorizeUrl"]!));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
