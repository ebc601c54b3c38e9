using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Shortloop.Sandbox.World;
using Shortloop.Sandbox.YouTube;

namespace Shortloop.Sandbox.Gemini;

/// <summary>A Gemini that watches the world's YouTube videos and writes down what is said in them, and makes films; it can do nothing else.</summary>
internal static class GeminiRoutes
{
    /// <summary>A transcript has about as many tokens as fit an answer in an hour and a half.</summary>
    private const int MostSeconds = 5400;

    public static void MapGemini(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        routes.MapFilms(sandbox);
        var videos = new KnownVideos(sandbox);
        routes.MapPost("/gemini/v1beta/models/{model}:generateContent", (HttpContext http, JsonElement body) =>
            http.Request.Headers["x-goog-api-key"] == sandbox.Options.GeminiKey
                ? Answer(videos, body)
                : Error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", new { reason = "API_KEY_INVALID" }));
    }

    public static IResult ForStatus(int status) => status switch
    {
        429 => Error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", new { retryDelay = "31s" }),
        503 => Error(503, "UNAVAILABLE", "The model is overloaded."),
        >= 500 => Error(status, "INTERNAL", "An internal error has occurred."),
        _ => Error(status, "PERMISSION_DENIED", "The caller does not have permission."),
    };

    private static IResult Answer(KnownVideos videos, JsonElement body)
    {
        if (LinkOf(body) is not { } link || !Uri.TryCreate(link, UriKind.Absolute, out var uri) || !QueryHelpers.ParseQuery(uri.Query).TryGetValue("v", out var id))
            return Error(400, "INVALID_ARGUMENT", "The sandbox only reads YouTube links: a part with fileData.fileUri is needed.");
        if (videos.Find(id.ToString()) is not { } video)
            return Error(403, "PERMISSION_DENIED", "The caller does not have permission.");
        if (video.DurationSeconds > MostSeconds)
            return Reply("""{"language":"en","lines":[{"start":0""", "MAX_TOKENS");
        var lines = video.HasCaptions ? Talk.Of(video.Id, video.Language, video.Topic, video.ChannelTitle, video.DurationSeconds) : [];
        return Reply(JsonSerializer.Serialize(new { language = video.Language, lines = lines.Select(l => new { start = l.Start, end = l.End, text = l.Text }) }), "STOP");
    }

    private static string? LinkOf(JsonElement body) => body.Field("contents") is not { ValueKind: JsonValueKind.Array } contents ? null : contents.EnumerateArray()
        .SelectMany(c => c.Field("parts") is { ValueKind: JsonValueKind.Array } parts ? parts.EnumerateArray().ToArray() : [])
        .Select(p => p.Field("fileData")?.Text("fileUri"))
        .FirstOrDefault(uri => uri is not null);

    private static IResult Reply(string text, string finishReason) => Results.Json(new
    {
        candidates = new[] { new { content = new { role = "model", parts = new[] { new { text } } }, finishReason, index = 0 } },
        usageMetadata = new { promptTokenCount = 5210, candidatesTokenCount = text.Length / 4, totalTokenCount = 5210 + (text.Length / 4) },
        modelVersion = "gemini-sandbox",
    });

    public static IResult Error(int code, string status, string message, object? detail = null) =>
        Results.Json(new { error = new { code, message, status, details = detail is null ? Array.Empty<object>() : [detail] } }, statusCode: code);
}
