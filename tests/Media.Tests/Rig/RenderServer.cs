using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Edits;

namespace Shortloop.Media.Tests.Rig;

/// <summary>Plays the API that a render job calls back and the storage it uploads to, over real HTTP on loopback.</summary>
internal sealed class RenderServer : IAsyncDisposable
{
    public const string Token = "token-of-this-render";
    private const string Signature = "sv=1&sig=abc%2Bdef%3D";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, byte[]> blocks = [];

    private RenderServer(WebApplication app) => this.app = app;

    public required Func<RenderServer, RenderAssignment> Assignment { get; init; }

    /// <summary>Status of the answer to the next claims; then 200.</summary>
    public ConcurrentQueue<int> ClaimAnswers { get; } = [];

    /// <summary>Whether refusals are the app's own, with a code, or a front end's.</summary>
    public bool RefusesItself { get; set; } = true;

    public ConcurrentQueue<int> BlockAnswers { get; } = [];

    public bool Continue { get; set; } = true;

    /// <summary>Awaited before an answer is given; told what was asked: claim, progress, finished or block.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<RenderReport> Reports { get; } = [];

    public ConcurrentQueue<RenderResult> Results { get; } = [];

    /// <summary>Committed blobs.</summary>
    public ConcurrentDictionary<string, (byte[] Content, string? Type)> Blobs { get; } = [];

    public Uri Address => new(app.Urls.Single());

    public RenderOrder Order => new("job-1", new Uri(Address, "/api/v1/internal/renders/job-1"), Token);

    public Uri UploadLink(string name) => new(Address, $"/store/media/{name}?{Signature}");

    public static async Task<RenderServer> StartAsync(Func<RenderServer, RenderAssignment> assignment)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new RenderServer(app) { Assignment = assignment };
        app.MapPost("/api/v1/internal/renders/job-1/{what}", server.CallAsync);
        app.MapPut("/store/media/{name}", server.PutAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> CallAsync(string what, HttpRequest request)
    {
        if (request.Headers[RenderOrder.TokenHeader] != Token) return Answer(401);
        if (what == "progress") Reports.Enqueue((await request.ReadFromJsonAsync<RenderReport>(Json))!);
        await Before(what).WaitAsync(request.HttpContext.RequestAborted);
        switch (what)
        {
            case "claim":
                return ClaimAnswers.TryDequeue(out var status) ? Refusal(status) : TypedResults.Json(Assignment(this), Json);
            case "progress":
                return TypedResults.Json(new RenderDirective(Continue), Json);
            default:
                Results.Enqueue((await request.ReadFromJsonAsync<RenderResult>(Json))!);
                return TypedResults.NoContent();
        }
    }

    private async Task<IResult> PutAsync(string name, HttpRequest request)
    {
        if (request.Query["sig"] != "abc+def=" || !request.Headers.ContainsKey("x-ms-version")) return Answer(403);
        if (request.Query["comp"] == "block")
        {
            if (BlockAnswers.TryDequeue(out var status)) return Answer(status);
            await Before("block").WaitAsync(request.HttpContext.RequestAborted);
            using var content = new MemoryStream();
            await request.Body.CopyToAsync(content);
            blocks[$"{name}/{request.Query["blockid"]}"] = content.ToArray();
            return Answer(201);
        }

        var list = await XDocument.LoadAsync(request.Body, LoadOptions.None, default);
        var bytes = list.Root!.Elements("Latest").SelectMany(id => blocks[$"{name}/{id.Value}"]).ToArray();
        Blobs[name] = (bytes, request.Headers["x-ms-blob-content-type"]);
        return Answer(201);
    }

    private IResult Refusal(int status) => RefusesItself
        ? TypedResults.Json(new { code = "void", message = "Not yours." }, Json, "application/problem+json", status)
        : TypedResults.Content("<html>Nothing here.</html>", "text/html", null, status);

    private static IResult Answer(int status) => TypedResults.StatusCode(status);
}
