using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Models;

/// <summary>
/// The one way to a text model: evidence in, a checked answer out. A reply that breaks the schema or the check gets one
/// repair call with the problems named. Throttling passes through as the model threw it: the durable retry waits, not this.
/// </summary>
public sealed class ModelPipeline(ITextModel model)
{
    private const int MostProblems = 20;
    private const int LongestReply = 20_000;

    /// <param name="check">Problems of an answer that keeps the schema; empty when it is good.</param>
    /// <exception cref="PermanentException"><c>model_reply_invalid</c>: the repaired reply could not be used either.</exception>
    public async Task<ModelAnswer<T>> AskAsync<T>(
        Prompt prompt, object evidence, Func<T, IReadOnlyList<string>> check, CancellationToken cancellation)
        where T : class
    {
        var request = new ModelRequest(
            prompt.Purpose,
            prompt.Instructions,
            JsonSerializer.SerializeToElement(evidence, ModelJson.Options),
            prompt.Purpose,
            prompt.Schema ?? ModelJson.SchemaOf<T>());

        var first = await CallAsync(request, cancellation);
        var reading = Read(first.Text, check);
        string shownHash = Hash(request.Evidence.GetRawText());
        if (reading.Value is { } good)
            return new(good, first.Model, Repaired: false, first.PromptTokens, first.CompletionTokens) { EvidenceHash = shownHash, AnswerHash = Hash(first.Text) };

        var shown = first.Text.Length > LongestReply ? first.Text[..LongestReply] : first.Text;
        var repair = request with { Corrections = new ModelCorrection(shown, string.Join('\n', reading.Problems.Take(MostProblems))) };
        var second = await CallAsync(repair, cancellation);
        reading = Read(second.Text, check);
        if (reading.Value is { } repaired)
        {
            return new(
                repaired,
                second.Model,
                Repaired: true,
                first.PromptTokens + second.PromptTokens,
                first.CompletionTokens + second.CompletionTokens)
            {
                EvidenceHash = shownHash,
                AnswerHash = Hash(second.Text),
            };
        }

        throw new PermanentException(
            "model_reply_invalid",
            $"{model.Name} gave no usable {prompt.Purpose}, also after a correction: {string.Join(" ", reading.Problems.Take(3))} Try again or choose another model.");
    }

    private Task<ModelReply> CallAsync(ModelRequest request, CancellationToken cancellation)
    {
        Telemetry.ModelCalls.Add(1, new KeyValuePair<string, object?>("purpose", request.Purpose));
        return model.CompleteAsync(request, cancellation);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static ModelReading<T> Read<T>(string text, Func<T, IReadOnlyList<string>> check)
        where T : class
    {
        var reading = ModelReading<T>.Parse(text);
        if (reading.Value is not { } value) return reading;
        var problems = check(value);
        return problems.Count == 0 ? reading : new(null, problems);
    }
}
