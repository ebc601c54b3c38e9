using System.Text.Json;

namespace Shortloop.Core.Models;

/// <param name="Model">As the provider named it; shown beside the answer.</param>
/// <param name="Repaired">The first reply could not be used.</param>
/// <param name="PromptTokens">Of all calls together.</param>
/// <param name="CompletionTokens">Of all calls together.</param>
public sealed record ModelAnswer<T>(T Value, string Model, bool Repaired, int PromptTokens, int CompletionTokens)
{
    /// <summary>SHA-256 of what the model was shown and of what it said; they stand for both where the content must not be kept.</summary>
    public string EvidenceHash { get; init; } = "";

    /// <inheritdoc cref="EvidenceHash"/>
    public string AnswerHash { get; init; } = "";
}

/// <param name="Purpose">See <see cref="Ports.ModelRequest"/>; also the schema's name.</param>
/// <param name="Version">Of the instructions; raised when their wording changes.</param>
public sealed record Prompt(string Purpose, int Version, string Instructions)
{
    /// <summary>Of the answer, where it is narrower than the answer's type; null: the type's own. Whether it is kept is for the caller's check.</summary>
    public JsonElement? Schema { get; init; }
}
