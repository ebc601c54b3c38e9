namespace Shortloop.Functions.Assistant.Mcp;

/// <summary>Revisions of the Model Context Protocol that are spoken here: https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning.</summary>
internal static class McpVersions
{
    /// <summary>Each request says everything of itself; there is no handshake.</summary>
    public const string Modern = "2026-07-28";

    /// <summary>With a handshake, whose outcome nothing here depends on: no session is kept.</summary>
    public static readonly IReadOnlyList<string> Legacy = ["2025-11-25", "2025-06-18", "2025-03-26"];

    public static readonly IReadOnlyList<string> All = [Modern, .. Legacy];
}
