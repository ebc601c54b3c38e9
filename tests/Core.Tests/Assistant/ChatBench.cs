using System.Runtime.CompilerServices;
using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant;
using Shortloop.Core.Assistant.Tools;
using Shortloop.Core.Assistant.Tools.Organisation;
using Shortloop.Core.Assistant.Tools.Publishing;
using Shortloop.Core.Assistant.Tools.Videos;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Assistant;

/// <summary>The assistant on the real store, with a model that does what the test says.</summary>
internal sealed class ChatBench : IDisposable
{
    private readonly Workbench _bench = new();

    public ChatBench()
    {
        var delete = new DeleteVideo(Store, new MemoryBlobs(), new NoVectors(), _bench.Events);
        Catalogue = new ToolCatalogue(
        [
            new ListVideos(Store), new GetVideo(Store), new DeleteAVideo(Store, delete), new ListPosts(Store), new ListSchedule(Store), new GetPost(Store),
            new CancelPost(Store, _bench.Release), new SchedulePost(Store, _bench.Release), new PublishPost(Store, _bench.Release, Clock), new ListMetrics(Store), new ListJobs(Store), new ListAccounts(Store),
        ]);
        Pending = new PendingActions(Store, Clock);
        Runner = new ToolRunner(Catalogue, Pending, _bench.Audit);
        Conversations = new Conversations(Store, Clock);
    }

    public static Principal Owner => Workbench.Owner;

    public Workbench Bench => _bench;

    public IDocumentStore Store => _bench.Store;

    public ManualClock Clock => _bench.Clock;

    public ToolCatalogue Catalogue { get; }

    public PendingActions Pending { get; }

    public RememberingWorkflows Stories { get; } = new();

    public ToolRunner Runner { get; }

    public Conversations Conversations { get; }

    public Converse With(IChatModel model) => new(model, Catalogue, Runner, Pending, Conversations, Clock);

    public async Task<(Turn Turn, List<ChatEvent> Events)> SayAsync(
        IChatModel model, string? message, string? conversationId = null, Decision? decision = null, Principal? caller = null)
    {
        Converse converse = With(model);
        Outcome<Turn> outcome = await converse.BeginAsync(caller ?? Owner, new ChatRequest(conversationId, message, decision), default);
        if (!outcome.Succeeded(out Turn? begun, out Problem? problem))
            throw new InvalidOperationException(problem.Code);
        List<ChatEvent> events = [];
        await foreach (ChatEvent happened in converse.RunAsync(caller ?? Owner, begun, Stories, default))
            events.Add(happened);
        return (Assert.IsType<ChatEvent.Ended>(events[^1]).Turn, events);
    }

    public async Task<Video> AddVideoAsync(string title, string? orgId = null) => await Store.UpsertAsync(Containers.Videos, new Video
    {
        Id = Ids.New("vid", Clock),
        Partition = orgId ?? Owner.OrgId,
        OrgId = orgId ?? Owner.OrgId,
        CreatedBy = Owner.UserId,
        CreatedAt = Clock.GetUtcNow(),
        Title = title,
        FileName = "a.mp4",
        SizeBytes = 1000,
        Status = VideoStatus.Uploaded,
    }, default);

    public async Task<bool> IsThereAsync(Video video) => await Store.ReadAsync<Video>(Containers.Videos, video.OrgId, video.Id, default) is not null;

    public void Dispose() => _bench.Dispose();

    internal sealed class RememberingWorkflows : IWorkflows
    {
        public List<(string Story, string Id)> Started { get; } = [];

        public Task StartAsync(string story, string instanceId, object input, CancellationToken cancellation)
        {
            Started.Add((story, instanceId));
            return Task.CompletedTask;
        }

        public Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellation) => throw new NotSupportedException();

        public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class NoVectors : IVectorIndex
    {
        public Task UpsertAsync(VectorEntry entry, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<VectorHit>> SearchAsync(string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<HybridHit>> HybridAsync(
            string orgId, string kind, string model, string text, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation) => Task.CompletedTask;

        public Task DeleteAllAsync(string orgId, CancellationToken cancellation) => throw new NotSupportedException();
    }
}

/// <summary>Answers round by round as it is told; after the last one it has nothing to say.</summary>
internal sealed class ScriptedChat(params Func<ChatPrompt, object>[] rounds) : IChatModel
{
    public List<ChatPrompt> Prompts { get; } = [];

    public string Name => "scripted";

    /// <summary>Words, a call, several calls, or an error to throw.</summary>
    public async IAsyncEnumerable<ChatPiece> AnswerAsync(ChatPrompt prompt, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        Prompts.Add(prompt);
        object said = Prompts.Count <= rounds.Length ? rounds[Prompts.Count - 1](prompt) : "That is all.";
        if (said is Exception error)
            throw error;
        if (said is string words)
            foreach (string word in words.Split(' '))
                yield return new ChatPiece.Text(word + " ");
        foreach (ChatCall call in said as ChatCall[] ?? (said is ChatCall only ? [only] : []))
            yield return new ChatPiece.Call(call);
        yield return new ChatPiece.End("scripted-1", 10, 5);
    }

    public static ChatCall Call(string name, string arguments = "{}", string id = "call_1") => new(id, name, arguments);
}
