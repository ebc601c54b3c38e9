using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shortloop.Sandbox.Gemini;

/// <summary>
/// The long-running operation by which Veo makes video: ordered, asked for, done after some seconds of the sandbox's clock, fetched with the key behind
/// a redirect. All that is known of an operation stands in its name, so that a restart forgets none. A prompt with <c>[refuse]</c> is filtered, one
/// with <c>[fail]</c> ends in an error, one with <c>[slow]</c> takes an hour. The film is a moving pattern with a tone; ffmpeg has to be on the path.
/// </summary>
internal static partial class FilmRoutes
{
    private static readonly int[] Lengths = [4, 6, 8];

    public static void MapFilms(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        routes.MapPost("/gemini/v1beta/models/{model}:predictLongRunning", (HttpContext http, string model, JsonElement body) =>
            Keyed(http, sandbox) ?? Order(sandbox, model, body));
        routes.MapGet("/gemini/v1beta/models/{model}/operations/{id}", (HttpContext http, string model, string id) =>
            Keyed(http, sandbox) ?? Ask(sandbox, model, id));
        routes.MapGet("/gemini/v1beta/files/{id}:download", (HttpContext http, string id) =>
            Keyed(http, sandbox) ?? Results.Redirect(sandbox.Link($"gemini/films/{id}.mp4").ToString()));
        routes.MapGet("/gemini/films/{id}.mp4", async (HttpContext http, string id) =>
            Operation.Match(id) is { Success: true } match ? Results.Bytes(await DrawAsync(match.Groups["s"].Value, http.RequestAborted), "video/mp4") : Results.NotFound());
    }

    // When it is done (ms), seconds, and how it ends.
    [GeneratedRegex("^(?<at>[0-9]{13})-(?<s>[468])-(?<end>[a-z]+)$")]
    private static partial Regex Operation { get; }

    private static IResult? Keyed(HttpContext http, SandboxContext sandbox) => http.Request.Headers["x-goog-api-key"] == sandbox.Options.GeminiKey
        ? null : GeminiRoutes.Error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", new { reason = "API_KEY_INVALID" });

    private static IResult Order(SandboxContext sandbox, string model, JsonElement body)
    {
        string? prompt = body.Field("instances") is { ValueKind: JsonValueKind.Array } instances ? instances.EnumerateArray().FirstOrDefault().Text("prompt") : null;
        if (string.IsNullOrWhiteSpace(prompt))
            return GeminiRoutes.Error(400, "INVALID_ARGUMENT", "instances[0].prompt is required.");
        if (body.Field("parameters") is not { } parameters || parameters.Text("aspectRatio") is not ("9:16" or "16:9")
            || parameters.Field("durationSeconds") is not { } length || !int.TryParse(length.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            || !Lengths.Contains(seconds))
            return GeminiRoutes.Error(400, "INVALID_ARGUMENT", "aspectRatio is 9:16 or 16:9, and durationSeconds 4, 6 or 8.");
        string end = prompt.Contains("[refuse]", StringComparison.Ordinal) ? "refuse" : prompt.Contains("[fail]", StringComparison.Ordinal) ? "fail" : "film";
        TimeSpan takes = prompt.Contains("[slow]", StringComparison.Ordinal) ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(15);
        long at = (sandbox.Now + takes).ToUnixTimeMilliseconds();
        return Results.Json(new { name = string.Create(CultureInfo.InvariantCulture, $"models/{model}/operations/{at}-{seconds}-{end}") });
    }

    private static IResult Ask(SandboxContext sandbox, string model, string id)
    {
        string name = $"models/{model}/operations/{id}";
        if (Operation.Match(id) is not { Success: true } match)
            return GeminiRoutes.Error(404, "NOT_FOUND", "The operation does not exist.");
        if (long.Parse(match.Groups["at"].Value, CultureInfo.InvariantCulture) > sandbox.Now.ToUnixTimeMilliseconds())
            return Results.Json(new { name });
        return match.Groups["end"].Value switch
        {
            "fail" => Results.Json(new { name, done = true, error = new { code = 13, message = "Internal error while generating." } }),
            "refuse" => Results.Json(new
            {
                name,
                done = true,
                response = new { generateVideoResponse = new { raiMediaFilteredCount = 1, raiMediaFilteredReasons = new[] { "The prompt goes against the usage guidelines." } } },
            }),
            _ => Results.Json(new
            {
                name,
                done = true,
                response = new
                {
                    generateVideoResponse = new { generatedSamples = new[] { new { video = new { uri = sandbox.Link($"gemini/v1beta/files/{id}:download?alt=media") } } } },
                },
            }),
        };
    }

    private static async Task<byte[]> DrawAsync(string seconds, CancellationToken cancellation)
    {
        string path = Path.Combine(Path.GetTempPath(), $"sandbox-film-{Guid.NewGuid():n}.mp4");
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", $"testsrc2=s=720x1280:r=24:d={seconds}", "-f", "lavfi", "-i", $"sine=f=220:r=48000:d={seconds}",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart", path,
        ];
        try
        {
            using Process drawing = Process.Start(new ProcessStartInfo("ffmpeg", arguments))!;
            await drawing.WaitForExitAsync(cancellation);
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
