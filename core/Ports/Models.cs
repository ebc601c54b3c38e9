using System.Text.Json;

namespace Shortloop.Core.Ports;

/// <param name="Purpose">What the reply is for: <c>strategy</c>, <c>script</c>. The built-in analyst chooses its method by it.</param>
/// <param name="Instructions">What a language model is told to do, with the rules of the answer.</param>
/// <param name="Evidence">The measured facts as JSON; the only thing the answer may rest on.</param>
/// <param name="SchemaName">a-z, 0-9 and _.</param>
/// <param name="Schema">JSON Schema of the answer, in the strict subset: closed objects, everything required.</param>
/// <param name="Corrections">What was wrong with the reply before; empty on the first call.</param>
public sealed record ModelRequest(
    string Purpose,
    string Instructions,
    JsonElement Evidence,
    string SchemaName,
    JsonElement Schema,
    ModelCorrection? Corrections = null);

/// <param name="Reply">The reply that could not be used.</param>
/// <param name="Problems">Why, in the validator's words.</param>
public sealed record ModelCorrection(string Reply, string Problems);

/// <param name="Text">The raw answer; whether it keeps the schema is for the caller to check.</param>
public sealed record ModelReply(string Text, string Model, int PromptTokens, int CompletionTokens);

/// <summary>
/// Writes text from evidence. Throttled: <see cref="TransientException"/> <c>model_throttled</c> with the delay the service names.
/// Unavailable or cut off: <see cref="TransientException"/> <c>model_unavailable</c>. Bad key, unknown model, quota used up, refusal:
/// <see cref="PermanentException"/> <c>model_misconfigured</c>, <c>model_quota</c>, <c>model_refused</c>. It does not retry by itself.
/// </summary>
public interface ITextModel
{
    /// <summary>Shown beside every answer, so that nobody takes the built-in analyst for a language model.</summary>
    string Name { get; }

    /// <summary>False: it is known beforehand that this can't be asked of it. Language models write anything.</summary>
    /// <param name="purpose">See <see cref="ModelRequest"/>.</param>
    bool Writes(string purpose) => true;

    Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellation);
}

/// <summary>Texts to unit vectors. Errors as in <see cref="ITextModel"/>.</summary>
public interface IEmbedder
{
    /// <summary>Name and version: vectors of different models are never compared.</summary>
    string Model { get; }

    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation);
}
