using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Compliance;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Tests.Rig;

/// <summary>The real store in a folder of its own, a clock that a test moves, and a queue that only remembers.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shortloop-core-");
    private readonly SqliteDocumentStore _store;

    public Workbench()
    {
        _store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(_folder.FullName, "documents.db")), Clock);
        Events = new EventLog(Store, Clock);
        Jobs = new JobTracker(Store, Events, Clock);
        Posts = new PostStore(Store, Events, Clock);
        Due = new DueIndex(Store, Queue, Clock);
        Notifier = new Notifier(Store, Events, Due, Clock);
    }

    public ManualClock Clock { get; } = new();

    public IDocumentStore Store => _store;

    public RememberingQueue Queue { get; } = new();

    public EventLog Events { get; }

    public JobTracker Jobs { get; }

    public PostStore Posts { get; }

    public DueIndex Due { get; }

    public Notifier Notifier { get; }

    public RenderCharge Charge => new(
        new Credits(Store, Clock), new Entitlements(Store, PriceList.Default, Clock), new TellOwners(new Members(Store, Clock), Notifier));

    public static Principal Owner => Principal.LocalOwner;

    public AuditLog Audit => new(Store, Clock);

    public Members Members => new(Store, Clock);

    public ProjectStore Projects => new(Store, Members, Clock);

    public ApprovalRules Approval => new(Projects, Members);

    public PostNotices PostNotices => new(Notifier, Approval);

    public ReleasePosts Release => new(Store, Posts, Approval, PostNotices, Due, Jobs, new SettleJob(Store, Jobs), Clock);

    public ReviewPosts Review => new(Store, Posts, Approval, PostNotices, new PolicyEngine(new PolicyVersions(Store, Audit, Clock)), Audit);

    public async Task<Job> AddJobAsync(ProduceOptions? options = null) => await Store.UpsertAsync(Containers.Jobs, new Job
    {
        Id = Ids.New("job", Clock),
        Partition = Owner.OrgId,
        OrgId = Owner.OrgId,
        CreatedBy = Owner.UserId,
        CreatedAt = Clock.GetUtcNow(),
        VideoId = "vid_1",
        Options = options ?? new ProduceOptions(["tiktok"], Privacy: "SELF_ONLY"),
        Status = JobStatus.Running,
        Stations = [.. Stations.All.Select(name => new Station(name, StationStatus.Waiting))],
    }, default);

    public async Task<Post> AddPostAsync(Job job, PostStatus status = PostStatus.Draft, PolicyVerdict? policy = null) =>
        await Store.UpsertAsync(Containers.Posts, new Post
        {
            Id = Ids.New("pst", Clock),
            Partition = Owner.OrgId,
            OrgId = Owner.OrgId,
            CreatedBy = Owner.UserId,
            CreatedAt = Clock.GetUtcNow(),
            VideoId = job.Produce().VideoId,
            JobId = job.Id,
            RenderId = "rnd_1",
            Platform = "tiktok",
            AccountId = "acc_1",
            AccountName = "Mara",
            Status = status,
            Caption = "A caption",
            Privacy = "SELF_ONLY",
            AiGenerated = true,
            Policy = policy ?? new PolicyVerdict(PolicyDecision.Allow, 1, []),
            NeedsApproval = job.Produce().Options.RequireApproval || policy?.Decision == PolicyDecision.Review,
        }, default);

    public async Task<Job> ReadAsync(Job job) => (await Store.ReadAsync<Job>(Containers.Jobs, job.OrgId, job.Id, default))!;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }
}

internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

internal sealed class RememberingQueue : IQueue
{
    public List<(string Queue, QueueMessage Message)> Sent { get; } = [];

    public Task SendAsync(string queue, QueueMessage message, CancellationToken cancellation)
    {
        Sent.Add((queue, message));
        return Task.CompletedTask;
    }

    public Task<LockedMessage?> ReceiveAsync(string queue, TimeSpan wait, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> CompleteAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> AbandonAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> RenewAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();
}
