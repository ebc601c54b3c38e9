using System.Text.Json.Nodes;

namespace Shortloop.Functions.OpenApi;

/// <summary>The shape of every error, RFC 9457 with ours beside it; only for the document.</summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Message">For a person.</param>
/// <param name="Details">By field, what is wrong with it.</param>
internal sealed record Problem(string Type, string Title, int Status, string Code, string Message, JsonObject? Details, string RequestId);
