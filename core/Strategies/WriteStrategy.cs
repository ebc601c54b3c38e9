using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Strategies;

/// <summary>Writes the strategy for a job's video and keeps it. The id follows from the job: a repeat asks nobody again.</summary>
public sealed class WriteStrategy(IDocumentStore store, IBlobStore blobs, StrategyWriter writer, TimeProvider clock)
{
    private readonly AuditLog _audit = new(store, clock);

    public async Task<Strategy> ExecuteAsync(Job job, CancellationToken cancellation)
    {
        string id = Ids.Derived("str", job.OrgId, job.Id);
        if (await store.ReadAsync<Strategy>(Containers.Strategies, job.OrgId, id, cancellation) is { } written)
            return written;
        VideoFindings found = await VideoFindings.ReadAsync(store, blobs, job.OrgId, job.Produce().VideoId, cancellation);
        var brief = new StrategyBrief(found.Video.Title, job.Produce().Options.Platforms, job.Produce().Options.Goal);
        ModelAnswer<StrategyContent> answer = await writer.WriteAsync(brief, found.Facts, PatternFinder.Find(found.Facts), cancellation);
        await ModelTrail.EnterAsync(_audit, job, id, StrategyPrompt.Current, answer, cancellation);
        return await store.UpsertAsync(Containers.Strategies, new Strategy
        {
            Id = id,
            Partition = job.OrgId,
            OrgId = job.OrgId,
            CreatedBy = job.CreatedBy,
            CreatedAt = clock.GetUtcNow(),
            VideoId = job.Produce().VideoId,
            Brief = brief,
            Model = answer.Model,
            PromptVersion = StrategyPrompt.Current.Version,
            Content = answer.Value,
        }, cancellation);
    }
}
