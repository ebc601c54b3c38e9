using System.Globalization;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Budgets;

/// <summary>
/// A project's budgets, applied: at the hard stop nothing more is begun, whoever does the work, so that a budget of zero forbids it; from the soft
/// stop on people are told, once a calendar month. What is under way ends: a call is never cut off in the middle.
/// </summary>
public sealed class BudgetGate(UsageLedger ledger, Members members, Notifier notifier)
{
    public async Task<Problem?> FindTokensAsync(Project project, CancellationToken cancellation) =>
        project.Budgets.Tokens?.HardStop is { } most && (await ledger.ReadAsync(project.OrgId, project.Id, cancellation)).Tokens >= most
            ? TokensExhausted(most)
            : null;

    /// <summary>
    /// As <see cref="FindTokensAsync"/>, and what a call is expected to use counts at once: of many that begin together, the last of the budget lets one pass.
    /// </summary>
    /// <returns>The month to settle it in, see <see cref="UsageLedger.SettleTokensAsync"/>.</returns>
    public async Task<Outcome<string>> ReserveTokensAsync(Project project, string purpose, string target, long tokens, CancellationToken cancellation)
    {
        long? most = project.Budgets.Tokens?.HardStop;
        return await ledger.ReserveTokensAsync(project, purpose, target, tokens, most, cancellation) is { } month ? month : TokensExhausted(most!.Value);
    }

    public async Task<Problem?> FindVideoAsync(Project project, long seconds, CancellationToken cancellation) =>
        project.Budgets.VideoSeconds?.HardStop is { } most
        && (await ledger.ReadAsync(project.OrgId, project.Id, cancellation)).VideoSeconds + seconds > most
            ? Exhausted($"{most} seconds of generated video this month")
            : null;

    /// <param name="done">How often the post was made anew already.</param>
    public static Problem? FindRegenerations(Project project, int done) =>
        project.Budgets.RegenerationsPerPost?.HardStop is { } most && done >= most ? Exhausted($"{most} regenerations of a post") : null;

    /// <exception cref="PermanentException"><c>budget_exhausted</c></exception>
    public async Task RequireTokensAsync(Project project, CancellationToken cancellation)
    {
        if (await FindTokensAsync(project, cancellation) is not { } problem)
            return;
        await TellAsync(project, cancellation);
        throw new PermanentException("budget_exhausted", problem.Message);
    }

    /// <summary>Says that a stop is reached, to the administrators and owners.</summary>
    public async Task TellAsync(Project project, CancellationToken cancellation)
    {
        if (project.Budgets is not { Tokens: not null } and not { VideoSeconds: not null })
            return;
        ProjectUsage used = await ledger.ReadAsync(project.OrgId, project.Id, cancellation);
        await TellAsync(project, used.Month, "tokens", used.Tokens, project.Budgets.Tokens, cancellation);
        await TellAsync(project, used.Month, "video", used.VideoSeconds, project.Budgets.VideoSeconds, cancellation);
    }

    private async Task TellAsync(Project project, string month, string what, long used, Budget? budget, CancellationToken cancellation)
    {
        NoticeKind? kind = budget?.HardStop <= used ? NoticeKind.BudgetHardStop : budget?.SoftStop <= used ? NoticeKind.BudgetSoftStop : null;
        if (kind is null)
            return;
        IReadOnlyList<Membership> all = await members.AllAsync(project.OrgId, cancellation);
        string[] told = all.Count == 0 ? [project.CreatedBy] : [.. all.Where(member => member.Role >= Accounts.Role.Admin).Select(member => member.UserId)];
        foreach (string userId in told)
            await notifier.TellAsync(project.OrgId, userId, kind.Value, project.Id, $"{what}-{month}", new Dictionary<string, string>(), cancellation);
    }

    private static Problem TokensExhausted(long most) => Exhausted($"{most} tokens of language models this month");

    private static Problem Exhausted(string what) => new(
        ProblemKind.Conflict, "budget_exhausted",
        string.Create(CultureInfo.InvariantCulture, $"The project's budget of {what} is used up. Raise it in the project's settings, or wait for the next month."));
}
