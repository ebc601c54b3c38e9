using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Operations;

namespace Shortloop.Core.Models;

/// <summary>What models decided, in the audit log: references and hashes, never what was shown or said.</summary>
internal static class ModelTrail
{
    private const int LongestName = 100;

    /// <param name="target">The id of what comes of the answer.</param>
    public static Task EnterAsync<T>(AuditLog audit, Job job, string target, Prompt prompt, ModelAnswer<T> answer, CancellationToken cancellation)
    {
        string model = answer.Model.Length > LongestName ? answer.Model[..LongestName] : answer.Model;
        return audit.AppendOnceAsync(
            job.OrgId, "models", "model_answered", target, answer.AnswerHash,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{prompt.Purpose} {prompt.Version} for {job.VideoId ?? job.Note?.SourceId} by {model}, evidence sha256 {answer.EvidenceHash}, answer sha256 {answer.AnswerHash}"),
            cancellation);
    }

    /// <summary>Many answers to one prompt that make one thing together: one entry, with a hash over the hashes of all, in order.</summary>
    public static Task EnterAllAsync(
        AuditLog audit, Job job, string target, Prompt prompt, string model, IReadOnlyCollection<(string Evidence, string Answer)> hashes, CancellationToken cancellation)
    {
        var all = new ModelAnswer<IReadOnlyCollection<(string, string)>>(hashes, model, Repaired: false, 0, 0)
        {
            EvidenceHash = Over(hashes.Select(pair => pair.Evidence)),
            AnswerHash = Over(hashes.Select(pair => pair.Answer)),
        };
        return EnterAsync(audit, job, target, prompt, all, cancellation);
    }

    private static string Over(IEnumerable<string> hashes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));
}
