using System.Globalization;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Budgets;

/// <summary>What projects use up: an entry each, and the sum of the calendar month beside it, written as one.</summary>
public sealed class UsageLedger(IDocumentStore store, TimeProvider clock)
{
    private const int Patience = 200;

    public Task AddTokensAsync(
        Project project, string purpose, string target, int calls, long promptTokens, long completionTokens, CancellationToken cancellation) =>
        AddAsync(project, "tokens", purpose, target, promptTokens + completionTokens, sum => sum with
        {
            Calls = sum.Calls + calls,
            PromptTokens = sum.PromptTokens + promptTokens,
            CompletionTokens = sum.CompletionTokens + completionTokens,
            ByPurpose = new Dictionary<string, long>(sum.ByPurpose) { [purpose] = sum.ByPurpose.GetValueOrDefault(purpose) + promptTokens + completionTokens },
        }, cancellation);

    public Task AddVideoSecondsAsync(Project project, string purpose, string target, long seconds, CancellationToken cancellation) =>
        AddAsync(project, "video_seconds", purpose, target, seconds, sum => sum with { VideoSeconds = sum.VideoSeconds + seconds }, cancellation);

    public Task AddRegenerationsAsync(Project project, string target, long count, CancellationToken cancellation) =>
        AddAsync(project, "regenerations", "regenerate", target, count, sum => sum with { Regenerations = sum.Regenerations + count }, cancellation);

    /// <summary>Of the calendar month that it is now; zeros where nothing was used.</summary>
    public async Task<ProjectUsage> ReadAsync(string orgId, string projectId, CancellationToken cancellation)
    {
        string month = Now();
        return await store.ReadAsync<ProjectUsage>(Containers.Usage, orgId, ProjectUsage.IdOf(projectId, month), cancellation) ?? Empty(orgId, projectId, month);
    }

    /// <summary>By calendar month, the newest first.</summary>
    public Task<Page<ProjectUsage>> ListAsync(string orgId, string projectId, string? after, int limit, CancellationToken cancellation) =>
        store.QueryAsync<ProjectUsage>(
            Containers.Usage,
            new DocumentQuery(
                orgId, [new("projectId", Comparison.Equal, projectId), new("month", Comparison.NotEqual, null)], OrderBy: "month", Descending: true,
                Limit: limit, Continuation: after),
            cancellation);

    private async Task AddAsync(
        Project project, string kind, string purpose, string target, long amount, Func<ProjectUsage, ProjectUsage> add, CancellationToken cancellation)
    {
        var entry = new UsageEntry
        {
            Id = Ids.New("usg", clock),
            Partition = project.OrgId,
            OrgId = project.OrgId,
            CreatedBy = "planner",
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = UsageEntry.KeepSeconds,
            ProjectId = project.Id,
            Kind = kind,
            Purpose = purpose,
            Target = target,
            Amount = amount,
        };
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            ProjectUsage sum = await ReadAsync(project.OrgId, project.Id, cancellation);
            BatchOperation[] batch = [new(BatchKind.Create, entry), new(sum.ETag is null ? BatchKind.Create : BatchKind.Replace, add(sum))];
            if (await store.BatchAsync(Containers.Usage, project.OrgId, batch, cancellation) == WriteStatus.Written)
                return;
        }

        throw new TransientException("usage_busy", "The usage of this project is being written too often. Try again.");
    }

    private string Now() => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private ProjectUsage Empty(string orgId, string projectId, string month) => new()
    {
        Id = ProjectUsage.IdOf(projectId, month),
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = "planner",
        CreatedAt = clock.GetUtcNow(),
        ProjectId = projectId,
        Month = month,
    };
}
