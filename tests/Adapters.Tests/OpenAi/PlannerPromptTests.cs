using Shortloop.Core.Models;
using Shortloop.Core.Planner.Agents;

namespace Shortloop.Adapters.Tests.OpenAi;

/// <summary>The Planner's agents with their schemas and checks, over the official package, against the sandbox's model.</summary>
public sealed class PlannerPromptTests
{
    private static readonly PlanBrief Brief = new(
        "en", "2026-12", 3, "home baking", ["sourdough", "rye bread", "pizza dough"], "Warm and brief.",
        [new KnowledgePassage("knp_1", "brand", "We bake with rye and patience, and we never hurry a dough that rests.")],
        [new Winner("pst_1", "Three folds and a night of rest", "story", "tiktok", 1200, 0.1)], ["cake"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agents_All_GetAnswersThatPassTheirChecksAtOnce()
    {
        await using var bench = await OpenAiBench.StartAsync();
        async Task AskAsync<T>(Agent agent, object request, Func<T, IReadOnlyList<string>> check)
            where T : class
        {
            var answer = await new ModelPipeline(bench.Text()).AskAsync(new Prompt(agent.Purpose, agent.Version, agent.Text), request, check, Cancel);
            Assert.False(answer.Repaired, agent.Purpose);
        }

        var research = new ResearchRequest(Brief);
        await AskAsync<ResearchAnswer>(AgentCatalog.Research, research, answer => ResearchCheck.Problems(answer, research));
        var formats = new FormatsRequest(Brief, ["sourdough", "rye bread"], PlanFormats.All);
        await AskAsync<FormatsAnswer>(AgentCatalog.Formats, formats, answer => FormatsCheck.Problems(answer, formats));
        string[] ids = [.. Enumerable.Range(1, 21).Select(number => $"itm_{number}")];
        var hooks = new HooksRequest(Brief, [.. ids.Select(id => new HookSlot(id, 1, 1, "sourdough", "story", 1, "", ""))], ["A hook that is taken"]);
        await AskAsync<HooksAnswer>(AgentCatalog.Hooks, hooks, answer => HooksCheck.Problems(answer, hooks));
        var outlines = new OutlinesRequest(Brief, [.. ids.Select(id => new OutlineSlot(id, "sourdough", "story", 1, "How dough sleeps", ""))]);
        await AskAsync<OutlinesAnswer>(AgentCatalog.Outlines, outlines, answer => OutlinesCheck.Problems(answer, outlines));
        var judge = new JudgeRequest(Brief, 140, [.. ids.Select(id => new JudgedItem(id, "sourdough", "story", "How dough sleeps", ["It rests"], "Rest"))]);
        await AskAsync<JudgeAnswer>(AgentCatalog.Judge, judge, answer => JudgeCheck.Problems(answer, judge));
    }
}
