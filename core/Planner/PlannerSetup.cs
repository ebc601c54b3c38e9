using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Knowledge;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Planner.Prompts;

namespace Shortloop.Core.Planner;

/// <summary>The use cases of Planner: a month of posts.</summary>
internal static class PlannerSetup
{
    public static IServiceCollection AddPlanner(this IServiceCollection services) => services
        .AddSingleton<StartMonth>().AddSingleton<RegenerateMonth>().AddSingleton<MonthBook>().AddSingleton<MonthJobs>().AddSingleton<MonthReader>()
        .AddSingleton<GatherBrief>().AddSingleton<ResearchMonth>().AddSingleton<LayOutMonth>().AddSingleton<WriteHooks>().AddSingleton<GuardHooks>()
        .AddSingleton<WriteOutlines>().AddSingleton<JudgeItems>().AddSingleton<FinishMonth>()
        .AddSingleton<ItemStore>().AddSingleton<EditItem>().AddSingleton<SimilarityGuard>()
        .AddSingleton<AgentCaller>().AddSingleton<PromptLibrary>().AddSingleton<KnowledgeBase>()
        .AddSingleton<UsageLedger>().AddSingleton<BudgetGate>()
        .AddSingleton<ProduceItem>().AddSingleton<CardBrand>().AddSingleton<CardFilm>()
        .AddSingleton<GeneratedFilm>().AddSingleton<IChargedWork>(provider => provider.GetRequiredService<GeneratedFilm>()).AddSingleton<GenerateSteps>().AddSingleton<ProduceDue>();
}
