using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Assistant.Tools.Planner;

public sealed record PlanMonthInput(
    [Description("The project's id, as list_projects gives it.")] string ProjectId,
    [Description("Such as 2026-12.")] string Month,
    [Description("1 to 10; three if left out.")] int? PostsPerDay = null);

/// <summary>Confirmed, because it uses up the project's token budget.</summary>
public sealed class PlanMonth(ProjectStore projects, StartMonth start) : AssistantTool<PlanMonthInput>
{
    public override string Name => "plan_month";

    public override string Title => "Plan a month";

    public override string Description =>
        "Plans a month of posts for a project: research, formats, hooks, outlines; uses the project's token budget. The person is asked to confirm it first, by the application.";

    public override Role Role => Role.Editor;

    public override ToolEffect Effect => ToolEffect.Confirmed;

    protected override async Task<Outcome<string>> AskAsync(Principal caller, PlanMonthInput input, CancellationToken cancellation)
    {
        if (await projects.FindAsync(caller.OrgId, input.ProjectId, caller.UserId, cancellation) is not { Archived: false } project)
            return Problem.Missing("project");
        return MonthRules.Parse(input.Month) is null
            ? Problem.InvalidField("month", "Write the month as in 2026-12.")
            : $"Plan {input.Month} for the project “{project.Name}”, {input.PostsPerDay switch { null => "three posts", 1 => "one post", { } many => $"{many} posts" }} a day?";
    }

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, PlanMonthInput input, CancellationToken cancellation)
    {
        if (!(await start.ExecuteAsync(caller, new MonthWish(input.ProjectId, input.Month, input.PostsPerDay), cancellation)).Succeeded(out Job? job, out Problem? problem))
            return problem;
        string monthId = MonthPlan.IdOf(job.OrgId, input.ProjectId, input.Month);
        var work = new PlanInput(job.OrgId, job.CreatedBy, monthId, job.Id);
        return new ToolAnswer(
            new BegunJob(job.Id, job.EstimatedCompletion), new Card("job", "Month", [new CardRow(input.Month, "being planned", "running", $"/planner/months/{monthId}")]),
            "The month is being planned.", new StoryStart(Stories.PlanMonth, Stories.PlanId(work), work));
    }
}
