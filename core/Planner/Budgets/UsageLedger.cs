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
        AddAsync(project, "tokens", purpose, target, promptTokens + completionTokens, sum => Tokens(sum, purpose, calls, promptTokens, completionTokens), cancellation);

    /// <summary>Enters what a call is expected to use before it is made; <see cref="SettleTokensAsync"/> corrects that.</summary>
    /// <param name="most">Where this is used already, nothing is entered; null: any.</param>
    /// <returns>The month that it counts in; null: nothing was entered.</returns>
    public async Task<string?> ReserveTokensAsync(Project project, string purpose, string target, long tokens, long? most, CancellationToken cancellation)
    {
        string month = Now();
        return await TryAddAsync(project, month, "tokens", purpose, target, tokens, sum => sum.Tokens < (most ?? long.MaxValue), sum => Tokens(sum, purpose, 1, tokens, 0), cancellation)
            ? month
            : null;
    }

    /// <summary>Puts what was used in the place of what was reserved.</summary>
    /// <param name="month">Which <see cref="ReserveTokensAsync"/> gave: the next one may have begun.</param>
    /// <param name="made">False: there was no call.</param>
    public Task SettleTokensAsync(
        Project project, string month, string purpose, string target, long reserved, bool made, long promptTokens, long completionTokens, CancellationToken cancellation) =>
        TryAddAsync(
            project, month, "tokens", purpose, target, promptTokens + completionTokens - reserved, _ => true,
            sum => Tokens(sum, purpose, made ? 0 : -1, promptTokens - reserved, completionTokens), cancellation);

    public Task AddVideoSecondsAsync(Project project, string purpose, string target, long seconds, CancellationToken cancellation) =>
        AddAsync(project, "video_seconds", purpose, target, seconds, sum => sum with { VideoSeconds = sum.VideoSeconds + seconds }, cancellation);

    public Task AddRegenerationsAsync(Project project, string target, long count, CancellationToken cancellation) =>
        AddAsync(project, "regenerations", "regenerate", target, count, sum => sum with { Regenerations = sum.Regenerations + count }, cancellation);

    /// <summary>Of the calendar month that it is now; zeros where nothing was used.</summary>
    public Task<ProjectUsage> ReadAsync(string orgId, string projectId, CancellationToken cancellation) => ReadAsync(orgId, projectId, Now(), cancellation);

    private async Task<ProjectUsage> ReadAsync(string orgId, string projectId, string month, CancellationToken cancellation) =>
        await store.ReadAsync<ProjectUsage>(Containers.Usage, orgId, ProjectUsage.IdOf(projectId, month), cancellation) ?? Empty(orgId, projectId, month);

    /// <summary>By calendar month, the newest first.</summary>
    public Task<Page<ProjectUsage>> ListAsync(string orgId, string projectId, string? after, int limit, CancellationToken cancellation) =>
        store.QueryAsync<ProjectUsage>(
            Containers.Usage,
            new DocumentQuery(
                orgId, [new("projectId", Comparison.Equal, projectId), new("month", Comparison.NotEqual, null)], OrderBy: "month", Descending: true,
                Limit: limit, Continuation: after),
            cancellation);

    private static ProjectUsage Tokens(ProjectUsage sum, string purpose, int calls, long promptTokens, long completionTokens) => sum with
    {
        Calls = sum.Calls + calls,
        PromptTokens = sum.PromptTokens + promptTokens,
        CompletionTokens = sum.CompletionTokens + completionTokens,
        ByPurpose = new Dictionary<string, long>(sum.ByPurpose) { [purpose] = sum.ByPurpose.GetValueOrDefault(purpose) + promptTokens + completionTokens },
    };

    private Task AddAsync(
        Project project, string kind, string purpose, string target, long amount, Func<ProjectUsage, ProjectUsage> add, CancellationToken cancellation) =>
        TryAddAsync(project, Now(), kind, purpose, target, amount, _ => true, add, cancellation);

    private async Task<bool> TryAddAsync(
        Project project, string month, string kind, string purpose, string target, long amount, Func<ProjectUsage, bool> fits, Func<ProjectUsage, ProjectUsage> add,
        CancellationToken cancellation)
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
            ProjectUsage sum = await ReadAsync(project.OrgId, project.Id, month, cancellation);
            if (!fits(sum))
                return false;
            BatchOperation[] batch = [new(BatchKind.Create, entry), new(sum.ETag is null ? BatchKind.Create : BatchKind.Replace, add(sum))];
            if (await store.BatchAsync(Containers.Usage, project.OrgId, batch, cancellation) == WriteStatus.Written)
                return true;
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
