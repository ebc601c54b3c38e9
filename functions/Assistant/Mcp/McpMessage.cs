using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Functions.Assistant.Mcp;

/// <summary>One message of a client, its shape and headers checked.</summary>
/// <param name="Id">Null: a notification.</param>
/// <param name="Modern">It brings its own version, as since 2026-07-28.</param>
internal sealed record McpMessage(JsonElement? Id, string Method, JsonElement Parameters, bool Modern)
{
    private const string VersionField = "io.modelcontextprotocol/protocolVersion";
    private const string CapabilitiesField = "io.modelcontextprotocol/clientCapabilities";

    /// <exception cref="McpException">It is none.</exception>
    public static McpMessage Read(JsonElement body, IHeaderDictionary headers, ref JsonElement? id)
    {
        if (body.ValueKind == JsonValueKind.Array)
            throw McpException.NotRequest("Batches are not part of the protocol any more: send one message at a time.");
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("jsonrpc", out JsonElement version) || !version.ValueEqualsText("2.0"))
            throw McpException.NotRequest("The body must be one JSON-RPC 2.0 message.");
        if (body.TryGetProperty("id", out JsonElement given))
            // It is answered to also when the message itself is gone.
            id = given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given.Clone() : throw McpException.NotRequest("An id is a string or a number.");
        if (!body.TryGetProperty("method", out JsonElement named) || named.ValueKind != JsonValueKind.String)
            throw McpException.NotRequest("A message needs a method; nothing is asked of clients here, so there is nothing to answer.");
        string method = named.GetString()!;
        JsonElement parameters = body.TryGetProperty("params", out JsonElement some) ? some : default;
        if (parameters.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            throw McpException.BadParameters("params must be an object.", StatusCodes.Status400BadRequest);

        string? header = headers["MCP-Protocol-Version"] is [{ Length: > 0 } one, ..] ? one : null;
        JsonElement meta = Field(parameters, "_meta");
        bool modern = id is not null && method != "initialize" && (Field(meta, VersionField).ValueKind != JsonValueKind.Undefined || header == McpVersions.Modern);
        if (modern)
            Check(meta, method, parameters, header, headers);
        else if (header is not null && !McpVersions.All.Contains(header))
            throw McpException.Version(header);
        return new McpMessage(id, method, parameters, modern);
    }

    public string? Text(string name) => Field(Parameters, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public JsonElement Field(string name) => Field(Parameters, name);

    // Whoever routes by headers must see the same as whoever reads the body.
    private static void Check(JsonElement meta, string method, JsonElement parameters, string? header, IHeaderDictionary headers)
    {
        string? version = Field(meta, VersionField) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (version is null)
            throw McpException.BadParameters($"_meta needs {VersionField}.", StatusCodes.Status400BadRequest);
        if (header != version)
            throw McpException.HeaderMismatch($"The header MCP-Protocol-Version does not match {VersionField} of the body.");
        if (version != McpVersions.Modern)
            throw McpException.Version(version);
        if (Field(meta, CapabilitiesField).ValueKind != JsonValueKind.Object)
            throw McpException.BadParameters($"_meta needs {CapabilitiesField}.", StatusCodes.Status400BadRequest);
        if (headers["Mcp-Method"].ToString() != method)
            throw McpException.HeaderMismatch("The header Mcp-Method does not match the body's method.");
        if (method == "tools/call" && Decode(headers["Mcp-Name"].ToString()) != (Field(parameters, "name") is { ValueKind: JsonValueKind.String } name ? name.GetString() : null))
            throw McpException.HeaderMismatch("The header Mcp-Name does not match the tool's name in the body.");
    }

    private static string Decode(string value)
    {
        const string begin = "=?base64?", end = "?=";
        if (!value.StartsWith(begin, StringComparison.Ordinal) || !value.EndsWith(end, StringComparison.Ordinal) || value.Length < begin.Length + end.Length)
            return value;
        byte[] bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value[begin.Length..^end.Length], bytes, out int length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw McpException.HeaderMismatch("The header Mcp-Name is not Base64.");
    }

    private static JsonElement Field(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value : default;
}

internal static class JsonElementExtensions
{
    /// <summary>False for what is no text, where the platform's own throws.</summary>
    public static bool ValueEqualsText(this JsonElement json, string text) => json.ValueKind == JsonValueKind.String && json.ValueEquals(text);
}
