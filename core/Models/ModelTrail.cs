using System.Globalization;
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
}
