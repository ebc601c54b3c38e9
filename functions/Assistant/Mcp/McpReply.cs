using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Functions.Assistant.Mcp;

/// <param name="Body">Null: none.</param>
internal sealed record McpReply(int Status, JsonObject? Body)
{
    /// <summary>A notification was taken note of.</summary>
    public static readonly McpReply Noted = new(StatusCodes.Status202Accepted, null);

    public IResult Result => Body is null ? TypedResults.StatusCode(Status) : TypedResults.Text(Body.ToJsonString(), "application/json", statusCode: Status);
}

/// <summary>JSON-RPC 2.0 errors, with the protocol's own codes.</summary>
internal sealed class McpException(int status, int code, string message, JsonNode? data = null) : Exception(message)
{
    public McpReply Reply(JsonElement? id)
    {
        var error = new JsonObject { ["code"] = code, ["message"] = Message };
        if (data is not null)
            error["data"] = data.DeepClone();
        return new McpReply(status, new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id is { } known ? JsonNode.Parse(known.GetRawText()) : null, ["error"] = error });
    }

    public static McpException NotJson() => new(StatusCodes.Status400BadRequest, -32700, "The body is not JSON.");

    public static McpException NotRequest(string why) => new(StatusCodes.Status400BadRequest, -32600, why);

    /// <summary>Older revisions know the error by its code alone.</summary>
    public static McpException NoMethod(string method, bool modern) =>
        new(modern ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, -32601, $"There is no method '{Short(method)}' here.");

    public static McpException BadParameters(string why, int status = StatusCodes.Status200OK) => new(status, -32602, why);

    public static McpException HeaderMismatch(string why) => new(StatusCodes.Status400BadRequest, -32020, why);

    public static McpException Version(string? requested) => new(
        StatusCodes.Status400BadRequest, -32022, "This protocol version is not spoken here.",
        new JsonObject { ["supported"] = new JsonArray([.. McpVersions.All.Select(v => JsonValue.Create(v))]), ["requested"] = Short(requested ?? "") });

    private static string Short(string text) => text.Length > 100 ? text[..100] : text;
}
