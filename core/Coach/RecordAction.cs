using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach;

/// <param name="PlanId">As in the plan.</param>
/// <param name="StepId">Null: whichever step has the item.</param>
public sealed record ActionWish(long PlanId, long? StepId, long ItemId, ItemAction Action);

/// <param name="Again">It had been done before, and nothing has changed.</param>
public sealed record RecordedAction(CoachAction Action, DailyPlan Plan, CoachProfile Profile, bool Again);

/// <summary>
/// Somebody did something with an item of a plan of theirs: it is done, their day counts, their taste is known better. Action, plan and profile are written in
/// one batch, and the action's id follows from item and kind: twice is once.
/// </summary>
public sealed class RecordAction(IDocumentStore store, CoachProfiles profiles, TimeProvider clock)
{
    private const int Attempts = 8;

    /// <summary>Also for ids that can't be any.</summary>
    public static Problem NoSuchItem => CoachProblems.NoPlan;

    /// <param name="field">How the action is called by whoever sent it, for problems.</param>
    public async Task<Outcome<RecordedAction>> ExecuteAsync(CoachClient client, ActionWish wish, string field, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            DailyPlan? plan = await store.ReadAsync<DailyPlan>(Containers.Coach, client.Id, DailyPlan.IdOf(wish.PlanId), cancellation);
            PlanStep? step = plan?.Steps.FirstOrDefault(step => (wish.StepId is null || step.Id == wish.StepId) && step.Items.Any(item => item.Id == wish.ItemId));
            if (plan is null || step is null)
                return CoachProblems.NoPlan;
            if (!PlanActions.Fitting(step.Action).Contains(wish.Action))
                return CoachProblems.Misfit(field, step.Action);
            if (await profiles.FindAsync(client, cancellation) is not { ClaimedBy: null } profile)
                return CoachProblems.Claimed;
            string id = CoachAction.IdOf(wish.ItemId, wish.Action);
            if (await store.ReadAsync<CoachAction>(Containers.Coach, client.Id, id, cancellation) is { } present)
                return new RecordedAction(present, plan, profile, true);
            if (await TryAsync(client, plan, step, wish, profile, id, cancellation) is { } recorded)
                return recorded;
        }

        return CoachProblems.Busy;
    }

    /// <returns>Null: somebody else wrote meanwhile; look again.</returns>
    private async Task<RecordedAction?> TryAsync(
        CoachClient client, DailyPlan plan, PlanStep step, ActionWish wish, CoachProfile profile, string id, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        PlanItem item = step.Items.First(item => item.Id == wish.ItemId);
        var action = new CoachAction
        {
            Id = id,
            Partition = client.Id,
            OrgId = client.OrgId,
            CreatedBy = profile.CreatedBy,
            CreatedAt = now,
            TtlSeconds = (int)(client.Anonymous ? CoachProfile.AnonymousLife : CoachAction.Life).TotalSeconds,
            PlanId = plan.PlanId,
            StepId = step.Id,
            ItemId = item.Id,
            Action = wish.Action,
            Category = plan.Category,
            Title = item.Title,
            Creator = item.Creator,
            Link = item.Link,
        };
        DailyPlan done = plan with { Steps = [.. plan.Steps.Select(other => other.Id == step.Id ? With(other, item, wish.Action, now) : other)] };
        CoachProfile learned = Learning.From(profile, item, wish.Action, plan.Model) with
        {
            Streak = profile.Streak.With(CoachDay.Today(now, CoachDay.FindZone(plan.TimeZone) ?? TimeZoneInfo.Utc)),
        };
        WriteStatus written = await store.BatchAsync(
            Containers.Coach, client.Id, [new(BatchKind.Create, action), new(BatchKind.Replace, done), CoachProfiles.Write(learned)], cancellation);
        return written == WriteStatus.Written ? new RecordedAction(action, done, learned, false) : null;
    }

    private static PlanStep With(PlanStep step, PlanItem item, ItemAction action, DateTimeOffset now) => step with
    {
        Items = [.. step.Items.Select(other => other.Id == item.Id ? other with { Done = [.. other.Done, new ItemDone(action, now)] } : other)],
    };
}
