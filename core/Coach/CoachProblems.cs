namespace Shortloop.Core.Coach;

internal static class CoachProblems
{
    public static readonly Problem NoPlan = new(ProblemKind.NotFound, "not_found", "You have no such daily plan, step or item. Plans are kept for 90 days.");

    /// <summary>Somebody's plans are being moved, or were.</summary>
    public static readonly Problem Claimed = new(
        ProblemKind.Conflict, "client_claimed", "What this client has done belongs to an account now. Sign in, or take a new client id.");

    public static readonly Problem Busy = new(
        ProblemKind.Conflict, "coach_busy", "Too much is being changed at once. Try again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Problem Premium(CoachCategory category) => new(
        ProblemKind.Forbidden, "premium_category",
        $"'{category.Code}' needs a tier with Coach. Free are: {string.Join(", ", CoachCategory.All.Where(c => !c.Premium).Select(c => c.Code))}.");

    public static Problem UnknownCategory(string field) => Problem.InvalidField(
        field, $"Categories are: {string.Join(", ", CoachCategory.All.Select(category => category.Code))}.");

    public static Problem UnknownLanguage(string field) => Problem.InvalidField(
        field, $"Languages are: {string.Join(", ", CoachLanguage.All.Select(language => language.Code))}.");

    public static Problem UnknownZone(string field) => Problem.InvalidField(field, "Give a time zone by its IANA name, such as Europe/Berlin.");

    public static Problem UnknownAction(string field) => Problem.InvalidField(
        field, $"Actions are: {string.Join(", ", Enum.GetValues<ItemAction>().Select(PlanActions.NameOf))}.");

    public static Problem Misfit(string field, PlanAction step) => Problem.InvalidField(
        field, $"In a step to {step.ToString().ToLowerInvariant()} one can have: {string.Join(", ", PlanActions.Fitting(step).Select(PlanActions.NameOf))}.");
}
