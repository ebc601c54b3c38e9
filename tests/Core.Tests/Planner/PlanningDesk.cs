using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Builtin;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Compliance;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Knowledge;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Planner.Prompts;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Planner;

/// <summary>Everything that plans a month, on the real store and index, with the built-in analyst or a model that a test scripts. The story's order is the orchestration's.</summary>
internal sealed class PlanningDesk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shortloop-planner-");
    private readonly SqliteVectorIndex _vectors;

    public PlanningDesk(Func<ITextModel, ITextModel>? model = null)
    {
        _vectors = new SqliteVectorIndex(new SqliteVectorIndexOptions(Path.Combine(_folder.FullName, "vectors.db")), NullLogger<SqliteVectorIndex>.Instance);
        ITextModel analyst = new BuiltinAnalyst();
        Model = new WatchedModel(model?.Invoke(analyst) ?? analyst);
        Items = new ItemStore(Store, Bench.Events);
        Knowledge = new KnowledgeBase(Store, Embedder, _vectors, Bench.Projects, Bench.Clock);
        Ledger = new UsageLedger(Store, Bench.Clock);
        Budgets = new BudgetGate(Ledger, Bench.Members, Bench.Notifier);
        Prompts = new PromptLibrary(Store, Bench.Audit, Bench.Clock);
        Guard = new SimilarityGuard(Embedder);
        Policy = new PolicyEngine(new PolicyVersions(Store, Bench.Audit, Bench.Clock));
        Edit = new EditItem(Store, Items, Guard, Policy, Bench.Due, Bench.Clock);
    }

    public Workbench Bench { get; } = new();

    public static Principal Owner => Workbench.Owner;

    public IDocumentStore Store => Bench.Store;

    public IEmbedder Embedder { get; } = new BuiltinEmbedder();

    public IVectorIndex Vectors => _vectors;

    public WatchedModel Model { get; }

    public ItemStore Items { get; }

    public KnowledgeBase Knowledge { get; }

    public UsageLedger Ledger { get; }

    public BudgetGate Budgets { get; }

    public PromptLibrary Prompts { get; }

    public SimilarityGuard Guard { get; }

    public PolicyEngine Policy { get; }

    public EditItem Edit { get; }

    public StartMonth Start => new(Store, Bench.Projects, Budgets, Jobs, Bench.Clock);

    public RegenerateMonth Regenerate => new(Store, Bench.Projects, Items, Budgets, Ledger, Jobs);

    public MemoryBlobs Blobs { get; } = new();

    public ProduceItem Produce => new(
        Store, Items, Edit, Bench.Projects, Budgets, new CardFilm(Store, Blobs, Bench.Projects, new CardBrand(Store, Blobs), new NoCards(), Ledger, Budgets, Bench.Clock), Generated, Bench.Clock);

    /// <summary>None, where nothing is configured.</summary>
    public List<IVideoGenerator> Generators { get; } = [];

    public Credits Credits => new(Store, Bench.Clock);

    /// <summary>The owner of this machine pays nothing; here they do.</summary>
    private static readonly PriceList Paid = PriceList.Default with { Local = PriceList.Default.Tiers[0] };

    public GeneratedFilm Generated => new(
        Store, Blobs, Bench.Projects, Generators, Ledger, Budgets,
        new WorkCharge(Credits, new Entitlements(Store, Paid, Bench.Clock), new TellOwners(Bench.Members, Bench.Notifier)), Bench.Audit, Bench.Clock);

    public ProduceDue Due => new(Store, Items, Produce, Bench.Due, Bench.Clock);

    public AgentCaller Agents => new(Model, Prompts, Ledger, Budgets, Bench.Audit);

    private MonthJobs Jobs => new(Store, Bench.Clock);

    public async Task<Project> ProjectAsync(string language = "en", string[]? topics = null, ProjectMode mode = ProjectMode.Approval, ProjectBudgets? budgets = null, string niche = "home baking")
    {
        var projects = new Core.Projects.Projects(Store, Bench.Projects, Bench.Members, Bench.Audit, Bench.Clock);
        return Doorstep.Must(await projects.CreateAsync(
            Owner, new ProjectChange("Bakery", mode, budgets, topics ?? ["sourdough", "rye bread", "pizza dough"], niche, language), default));
    }

    public Task<Outcome<Job>> OrderAsync(Project project, string month = "2026-12", int perDay = 3, AutoProduce? produce = null) =>
        Start.ExecuteAsync(Owner, new MonthWish(project.Id, month, perDay, TimeZone: "Europe/Berlin", Produce: produce), default);

    public async Task<IReadOnlyList<MonthItem>> PlanAsync(Project project, string month = "2026-12", int perDay = 3, AutoProduce? produce = null)
    {
        Job job = Doorstep.Must(await OrderAsync(project, month, perDay, produce));
        string monthId = MonthPlan.IdOf(Owner.OrgId, project.Id, month);
        await RunAsync(new PlanInput(Owner.OrgId, Owner.UserId, monthId, job.Id));
        return await Items.OfMonthAsync(Owner.OrgId, monthId, default);
    }

    public async Task<MonthPlan> MonthAsync(Project project, string month = "2026-12") =>
        (await Store.ReadAsync<MonthPlan>(Containers.Months, Owner.OrgId, MonthPlan.IdOf(Owner.OrgId, project.Id, month), default))!;

    public async Task RunAsync(PlanInput input)
    {
        var reader = new MonthReader(Store, Bench.Projects, Items);
        var gather = new GatherBrief(Store, Knowledge);
        var hooks = new WriteHooks(reader, gather, Agents, Items);
        var outlines = new WriteOutlines(reader, gather, Agents, Items);
        var judge = new JudgeItems(reader, gather, Agents, Items);
        if (input.ItemIds is null)
            await new ResearchMonth(Store, reader, gather, Agents).ExecuteAsync(input, default);
        string[][] weeks = await new LayOutMonth(Store, reader, gather, Agents, Items, Bench.Clock).ExecuteAsync(input, default);
        foreach (string[] week in weeks)
            await hooks.ExecuteAsync(input, week, default);
        await GuardAsync(input, reader, hooks);
        var weak = new List<string>();
        foreach (string[] week in weeks)
            await outlines.ExecuteAsync(input, week, default);
        foreach (string[] week in weeks)
            weak.AddRange(await judge.ExecuteAsync(input, week, false, default));
        if (weak.Count > 0)
        {
            await hooks.ExecuteAsync(input, weak, default);
            await GuardAsync(input, reader, hooks);
            await outlines.ExecuteAsync(input, weak, default);
            await judge.ExecuteAsync(input, weak, true, default);
        }

        var finish = new FinishMonth(Store, reader, Items, Policy, Due, Bench.Jobs, new JobNotices(Bench.Notifier), Bench.Events);
        await finish.ExecuteAsync(input, [.. weeks.SelectMany(week => week)], default);
        await finish.CloseAsync(input, default);
    }

    public void Dispose()
    {
        _vectors.Dispose();
        Bench.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task GuardAsync(PlanInput input, MonthReader reader, WriteHooks hooks)
    {
        for (int round = 1; ; round++)
        {
            string[] near = await new GuardHooks(reader, Guard, Items).ExecuteAsync(input, mark: round > 3, default);
            if (near.Length == 0 || round > 3)
                return;
            await hooks.ExecuteAsync(input, near, default);
        }
    }

    private sealed class NoCards : ICardMaker
    {
        public Task<byte[]> MakeAsync(CardOrder order, CancellationToken cancellation) => Task.FromResult<byte[]>([1, 2, 3]);
    }
}

/// <summary>Remembers what a model was asked.</summary>
internal sealed class WatchedModel(ITextModel inner) : ITextModel
{
    public List<ModelRequest> Requests { get; } = [];

    public string Name => inner.Name;

    public Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellation)
    {
        Requests.Add(request);
        return inner.CompleteAsync(request, cancellation);
    }
}
