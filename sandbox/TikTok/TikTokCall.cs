using System.Text.Json;

namespace Shortloop.Sandbox.TikTok;

/// <summary>Who calls, checked; and the JSON body.</summary>
internal sealed record TikTokCall(Creator Creator, string Scope, JsonElement Body, IQueryCollection Query)
{
    public bool Has(string scope) => Scope.Split(',').Contains(scope);

    public static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;
    }
}

/// <summary>What every v2 endpoint checks before its own work: token, scope, rate, JSON.</summary>
internal sealed class TikTokGate(SandboxContext sandbox)
{
    private readonly MinuteBuckets _buckets = new();

    public async Task<IResult> RunAsync(HttpContext http, string? scope, int perMinute, Func<TikTokCall, IResult> action)
    {
        var token = TikTokCall.Bearer(http.Request);
        var now = sandbox.Now;
        var grant = sandbox.State.Read(s => s.TikTok.Grants.FirstOrDefault(g => g.AccessTokens.Any(t => t.Value == token && t.ExpiresAt > now)));
        if (grant is null || token is null)
            return TikTokReply.ForStatus(StatusCodes.Status401Unauthorized);
        if (scope is not null && !grant.Has(scope))
            return TikTokReply.Error(StatusCodes.Status401Unauthorized, "scope_not_authorized", $"The user did not authorize the scope {scope}.");
        if (!_buckets.TryTake(token, http.Request.Path.Value!.TrimEnd('/'), perMinute, now))
            return TikTokReply.ForStatus(StatusCodes.Status429TooManyRequests);
        if (await ReadJsonAsync(http.Request) is not { } body)
            return TikTokReply.InvalidParams("The request body is not a JSON object.");
        return action(new TikTokCall(Creator.Find(grant.OpenId), grant.Scope, body, http.Request.Query));
    }

    private static async Task<JsonElement?> ReadJsonAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || request.ContentLength is 0 || request.ContentType is null)
            return JsonElement.Parse("{}");
        if (!request.HasJsonContentType())
            return null;
        try
        {
            using var body = new StreamReader(request.Body);
            var text = await body.ReadToEndAsync(request.HttpContext.RequestAborted);
            var json = text.Length == 0 ? JsonElement.Parse("{}") : JsonElement.Parse(text);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
