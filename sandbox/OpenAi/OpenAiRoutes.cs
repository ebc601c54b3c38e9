using System.Text.Json;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>An OpenAI-compatible model that always answers the same to the same question.</summary>
internal static class OpenAiRoutes
{
    private static readonly string[] Models = ["gpt-sandbox", "gpt-4.1-mini", "text-embedding-3-small", "text-embedding-3-large"];

    public static void MapOpenAi(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        var api = routes.MapGroup("/openai/v1").AddEndpointFilter(async (call, next) =>
        {
            var http = call.HttpContext;
            http.Response.Headers["x-request-id"] = "req_" + Guid.NewGuid().ToString("N");
            return HasKey(http.Request, sandbox.Options.OpenAiKey) ? await next(call) : OpenAiErrors.InvalidKey();
        });
        api.MapGet("/models", () => new
        {
            @object = "list",
            data = Models.Select(id => new { id, @object = "model", created = 1_700_000_000, owned_by = "sandbox" }),
        });
        api.MapPost("/chat/completions", Json((http, body) => new ChatCompletion(sandbox, http, body).Answer()));
        api.MapPost("/embeddings", Json((_, body) => Embeddings.Answer(body)));
        api.MapPost("/audio/speech", Json((_, body) => Audio.Speak(body)));
        api.MapPost("/audio/transcriptions", (Delegate)((HttpContext http) => Audio.TranscribeAsync(http)));
    }

    private static bool HasKey(HttpRequest request, string key) =>
        request.Headers.Authorization == $"Bearer {key}" || request.Headers["api-key"] == key;

    /// <summary>As a Delegate: a lone HttpContext parameter would make it a RequestDelegate, whose result is thrown away.</summary>
    private static Delegate Json(Func<HttpContext, JsonElement, IResult> answer) => (HttpContext http) => WithJsonAsync(http, answer);

    private static async Task<IResult> WithJsonAsync(HttpContext http, Func<HttpContext, JsonElement, IResult> answer)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? answer(http, json.RootElement.Clone())
                : OpenAiErrors.Invalid("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            return OpenAiErrors.Invalid("We could not parse the JSON body of your request.");
        }
    }
}
