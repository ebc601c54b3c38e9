using Shortloop.Core.Models;
using Shortloop.Core.Patterns;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Scripts;

/// <summary>Asks the model for a script and takes only one that can be cut. Errors as in <see cref="ModelPipeline"/>.</summary>
public sealed class ScriptWriter(ModelPipeline pipeline)
{
    public async Task<ModelAnswer<ScriptContent>> WriteAsync(
        ScriptBrief brief,
        VideoFacts facts,
        MediaMeasurements measured,
        IReadOnlyList<PatternContent> patterns,
        CancellationToken cancellation)
    {
        var request = ScriptRequest.Of(brief, facts, measured, patterns);
        var answer = await pipeline.AskAsync<ScriptContent>(
            ScriptPrompt.Current, request, content => ScriptCheck.Problems(content, request), cancellation);
        return answer with { Value = answer.Value.Retimed() };
    }
}
