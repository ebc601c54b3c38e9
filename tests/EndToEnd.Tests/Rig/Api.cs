using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Rig;

internal sealed record Answer(HttpStatusCode Status, string? ContentType, JsonNode? Body)
{
    public string? Code => (string?)Body?["code"];
}

internal sealed record Upload(string VideoId, Uri Link, int BlockSize);

/// <summary>The public API as a stranger's client would use it: by its JSON, with no type of ours.</summary>
internal sealed class Api(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, $"api/{path}");
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        change?.Invoke(request);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.ContentType?.MediaType;
        return new Answer(response.StatusCode, type, type?.EndsWith("json", StringComparison.Ordinal) == true ? JsonNode.Parse(text) : null);
    }

    public async Task<JsonNode> GetAsync(string path) => Require(await SendAsync(HttpMethod.Get, "v1/" + path), path);

    public async Task<JsonNode> PostAsync(string path, object? body = null) => Require(await SendAsync(HttpMethod.Post, "v1/" + path, body), path);

    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path) => [.. (await GetAsync(path))["items"]!.AsArray().Select(item => item!)];

    public async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var response = await _http.GetAsync(path);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<Upload> StartUploadAsync(string fileName, long size, string? projectId = null)
    {
        var started = await PostAsync("videos", new { fileName, sizeBytes = size, projectId });
        return new Upload((string)started["video"]!["id"]!, new Uri((string)started["upload"]!["url"]!), (int)started["upload"]!["blockSizeBytes"]!);
    }

    /// <summary>Puts a file's blocks straight into storage, as the page does.</summary>
    public async Task<IReadOnlyList<string>> PutBlocksAsync(Upload upload, string path, Action? put = null)
    {
        await using var file = File.OpenRead(path);
        var ids = new List<string>();
        var buffer = new byte[upload.BlockSize];
        for (int length; (length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
        {
            ids.Add(BlockId(ids.Count));
            await PutBlockAsync(upload, ids[^1], buffer.AsMemory(0, length));
            put?.Invoke();
        }

        return ids;
    }

    public async Task PutBlockAsync(Upload upload, string id, ReadOnlyMemory<byte> bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{upload.Link}&comp=block&blockid={Uri.EscapeDataString(id)}");
        request.Content = new ReadOnlyMemoryContent(bytes);
        request.Headers.Add("x-ms-version", "2021-12-02");
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public static string BlockId(int index) => Convert.ToBase64String(Encoding.ASCII.GetBytes(index.ToString("D6", CultureInfo.InvariantCulture)));

    public static object Completion(IEnumerable<string> blocks, Produce produce) => new { blockIds = blocks, produce };

    /// <returns>The ids of the video and of its job.</returns>
    public async Task<(string Video, string Job)> ProduceAsync(string path, Produce produce, string? projectId = null)
    {
        var upload = await StartUploadAsync(Path.GetFileName(path), new FileInfo(path).Length, projectId);
        var blocks = await PutBlocksAsync(upload, path);
        var job = await PostAsync($"videos/{upload.VideoId}/complete", Completion(blocks, produce));
        return (upload.VideoId, (string)job["id"]!);
    }

    public async Task<byte[]> BytesAsync(Uri link) => await _http.GetByteArrayAsync(link);

    public void Dispose() => _http.Dispose();

    private static JsonNode Require(Answer answer, string path) => (int)answer.Status < 300
        ? answer.Body!
        : throw new HttpRequestException($"{path} answered {(int)answer.Status}: {answer.Body}", null, answer.Status);
}

/// <summary>What the creator asks for along with an upload.</summary>
internal sealed record Produce
{
    public IReadOnlyList<string> Platforms { get; init; } = ["tiktok"];

    public string Framing { get; init; } = "blur";

    public bool RequireApproval { get; init; }

    public DateTimeOffset? PublishAt { get; init; }

    public string? Goal { get; init; }

    public string? Privacy { get; init; } = "PUBLIC_TO_EVERYONE";
}
