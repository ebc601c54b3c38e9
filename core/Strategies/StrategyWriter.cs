using Shortloop.Core.Models;
using Shortloop.Core.Patterns;

namespace Shortloop.Core.Strategies;

/// <summary>Asks the model for a strategy and takes only one that rests on the evidence. Errors as in <see cref="ModelPipeline"/>.</summary>
public sealed class StrategyWriter(ModelPipeline pipeline)
{
    public Task<ModelAnswer<StrategyContent>> WriteAsync(
        StrategyBrief brief, VideoFacts facts, IReadOnlyList<PatternContent> patterns, CancellationToken cancellation)
    {
        var request = StrategyRequest.Of(brief, facts, patterns);
        return pipeline.AskAsync<StrategyContent>(
            StrategyPrompt.Current, request, content => StrategyCheck.Problems(content, request), cancellation);
    }
}
