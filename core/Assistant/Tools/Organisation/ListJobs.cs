using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools.Organisation;

public sealed record ListJobsInput(
    [Description("Only in this state; left out: in any.")] JobStatus? Status = null,
    [Description("How many at most, 1 to 50; 10 if left out.")] int? Limit = null);

/// <param name="Station">Where it is, or stopped.</param>
public sealed record JobItem(string Id, JobKind Kind, string? VideoId, JobStatus Status, string Station, string? Failure, DateTimeOffset CreatedAt, DateTimeOffset? EstimatedCompletion);

public sealed class ListJobs(IDocumentStore store) : AssistantTool<ListJobsInput>
{
    public override string Name => "list_jobs";

    public override string Title => "Look at the jobs";

    public override string Description => "Long work, newest first: what is running, at which station it is, what failed and why.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, ListJobsInput input, CancellationToken cancellation)
    {
        Condition[]? where = input.Status is { } status ? [new Condition("status", Comparison.Equal, Say.Word(status))] : null;
        Page<Job> page = await store.QueryAsync<Job>(
            Containers.Jobs, new DocumentQuery(caller.OrgId, where, OrderBy: "createdAt", Descending: true, Limit: Limits.Of(input.Limit)), cancellation);
        JobItem[] items = [.. page.Items.Select(j => new JobItem(j.Id, j.Kind, j.VideoId, j.Status, j.Current, j.Failure?.Message, j.CreatedAt, j.EstimatedCompletion))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null), Card.Of("jobs", "Jobs", items, Row, "There is no such job."));
    }

    private static CardRow Row(JobItem item) => new(
        $"{Say.Word(item.Kind)}, {item.Station}", item.Failure ?? Say.Time(item.CreatedAt), Say.Word(item.Status), item.VideoId is { } video ? $"/videos/{video}" : null);
}
