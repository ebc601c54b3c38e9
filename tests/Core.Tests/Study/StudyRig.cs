using System.Text;
using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Ideas;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;
using Shortloop.Core.Study.Translation;
using Shortloop.Core.Study.Writing;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Study;

/// <summary>Study on the real store, with a model, an index and a platform that a test plays.</summary>
internal sealed class StudyRig : IDisposable
{
    public StudyRig(string orgId = "org_1", int credits = 3)
    {
        Caller = new Principal("usr_1", orgId, Role.Editor);
        Credits = new Credits(Store, Bench.Clock);
        if (credits > 0)
            Credits.GrantAsync(orgId, EntryKind.Bonus, "test", credits, default).GetAwaiter().GetResult();
        var charge = new NoteCharge(new WorkCharge(Credits, new Entitlements(Store, PriceList.Default, Bench.Clock), new TellOwners(new Members(Store, Bench.Clock), Bench.Notifier)));
        Shelf = new SourceShelf(Store, Blobs);
        Book = new NoteBook(Store, Bench.Clock);
        Index = new NoteIndex(Embedder, Vectors);
        Desk = new NoteDesk(Book, Index, Bench.Events);
        Add = new AddSource(Store, Blobs, Bench.Clock);
        var tokens = new AccountTokens(Store, [], new SecretBox(new Dictionary<int, byte[]> { [1] = new byte[32] }), Bench.Events, new AccountNotices(Bench.Notifier, Bench.Members), Bench.Clock);
        Start = new StartNote(Store, Shelf, new ReadLink([Platform], new ReadByModel(Readers, Bench.Projects, Ledger, new BudgetGate(Ledger, Bench.Members, Bench.Notifier), Bench.Audit), Store, tokens), Add, charge, Bench.Clock);
        var notices = new JobNotices(Bench.Notifier);
        var stations = new StationRunner(Store, Bench.Jobs, notices);
        Close = new CloseNote(Store, Blobs, Shelf, Book, Index, stations, charge);
        var models = new ModelPipeline(Model);
        Translate = new StartTranslation(Store, Shelf, Model, Start, Bench.Clock);
        Ideas = new FindIdeas(Store, models);
        Steps = new NoteSteps(
            Blobs, Bench.Jobs, stations,
            [new TranscriptAuthor(Store, Blobs, Shelf, models, Bench.Clock), new TranslationAuthor(Store, Blobs, Shelf, Book, models, Bench.Clock)],
            Shelf, new RelateNotes(Store, Embedder, Vectors), charge,
            new FinishNote(Store, Book, Index, Shelf, Bench.Jobs, notices, Bench.Events, Close, Bench.Clock));
        Cancel = new CancelJob(Store, Bench.Jobs, Bench.Posts, new Core.Edits.CancelRender(Store, Bench.Charge, Bench.Events), [new NoteJobs(Close)]);
        Retry = new RetryJob(Store, Bench.Jobs, [new NoteJobs(Close)]);
    }

    public Workbench Bench { get; } = new();

    public IDocumentStore Store => Bench.Store;

    public MemoryBlobs Blobs { get; } = new();

    public FakeModel Model { get; } = new();

    public WordEmbedder Embedder { get; } = new();

    public MemoryVectors Vectors { get; } = new();

    public FakePlatform Platform { get; } = new();

    /// <summary>None, where no model that reads links is configured.</summary>
    public List<ILinkReader> Readers { get; } = [];

    public UsageLedger Ledger => new(Store, Bench.Clock);

    public Principal Caller { get; }

    public Credits Credits { get; }

    public SourceShelf Shelf { get; }

    public NoteBook Book { get; }

    public NoteIndex Index { get; }

    public NoteDesk Desk { get; }

    public AddSource Add { get; }

    public StartNote Start { get; }

    public StartTranslation Translate { get; }

    public FindIdeas Ideas { get; }

    public NoteSteps Steps { get; }

    public CloseNote Close { get; }

    public CancelJob Cancel { get; }

    public RetryJob Retry { get; }

    public async Task<Source> UploadAsync(string text, string fileName = "talk.vtt") =>
        Good(await Add.FromFileAsync(Caller, fileName, null, Encoding.UTF8.GetBytes(text), default));

    public async Task<Job> BeginAsync(string text) =>
        Good(await Start.ExecuteAsync(Caller, new NoteWish(SourceId: (await UploadAsync(text)).Id), default));

    /// <summary>What the story does, without its engine.</summary>
    public async Task RunAsync(Job job)
    {
        NoteInput input = InputOf(job);
        int parts = await Steps.PrepareAsync(input, default);
        for (int part = 0; part < parts; part++)
            await Steps.WriteAsync(input, part, parts, default);
        await Steps.ComposeAsync(input, default);
        await Steps.RelateAsync(input, default);
        await Steps.FinishAsync(input, default);
    }

    public async Task<Note> WriteAsync(string text)
    {
        Job job = await BeginAsync(text);
        await RunAsync(job);
        return (await NoteOfAsync(job))!;
    }

    public Task<Job?> JobAsync(Job job) => Store.ReadAsync<Job>(Containers.Jobs, job.OrgId, job.Id, default);

    public Task<Note?> NoteOfAsync(Job job) => Store.ReadAsync<Note>(Containers.Notes, job.OrgId, job.Note!.NoteId, default);

    public async Task<(int Balance, int Reserved)> CreditsAsync()
    {
        CreditBalance balance = await Credits.ReadAsync(Caller.OrgId, default);
        return (balance.Balance, balance.Reserved);
    }

    public static NoteInput InputOf(Job job) => new(job.OrgId, job.Id, job.Run);

    public static T Good<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Succeeded(out T? value, out Problem? problem), problem?.Code);
        return value;
    }

    /// <summary>Captions in which each sentence is a cue of four seconds.</summary>
    public static string Vtt(params string[] sentences) =>
        "WEBVTT\n\n" + string.Concat(sentences.Select((text, at) => $"{Time(at * 4)} --> {Time((at * 4) + 4)}\n{text}\n\n"));

    public void Dispose() => Bench.Dispose();

    private static string Time(int seconds) => $"{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}.000";
}

/// <summary>Writes what its name says of what it is shown; a test may put something before it.</summary>
internal sealed class FakeModel : ITextModel
{
    public string Name => "fake";

    public bool CanTranslate { get; set; } = true;

    public List<ModelRequest> Asked { get; } = [];

    /// <summary>Called first; what it throws, the caller meets.</summary>
    public Action<ModelRequest> Before { get; set; } = _ => { };

    public bool Writes(string purpose) => CanTranslate || !purpose.StartsWith("note_translation", StringComparison.Ordinal);

    public Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellation)
    {
        Asked.Add(request);
        Before(request);
        object answer = request.Purpose switch
        {
            "note_section" => Section(request.Evidence.Deserialize<SectionRequest>(ModelJson.Options)!),
            "note_overview" => Overview(request.Evidence.Deserialize<OverviewRequest>(ModelJson.Options)!),
            "note_translation" => Translated(request.Evidence.Deserialize<TranslationRequest>(ModelJson.Options)!),
            "note_translation_head" => Head(request.Evidence.Deserialize<HeadRequest>(ModelJson.Options)!),
            "note_translation_text" => new TranslatedText("!" + request.Evidence.Deserialize<TextRequest>(ModelJson.Options)!.Text),
            "note_ideas" => new IdeasContent([new ShortIdea("Idea", "Hook", ["Step"], [request.Evidence.Deserialize<IdeasRequest>(ModelJson.Options)!.Parts[0].Facts[0].Id])]),
            _ => throw new NotSupportedException(request.Purpose),
        };
        return Task.FromResult(new ModelReply(JsonSerializer.Serialize(answer, ModelJson.Options), Name, 1, 1));
    }

    private static SectionContent Section(SectionRequest request)
    {
        SaidSentence first = request.Sentences[0];
        string[] words = [.. first.Text.Split(' ').Where(word => word.Length > 5)];
        return new SectionContent(
            words.FirstOrDefault() ?? "Part", first.Text, [new NotePoint(first.Text, first.Number)],
            [.. words.Take(3).Select(word => new NoteTerm(word, first.Text, first.Number))], [new NoteQuestion("What?", first.Text, first.Number)]);
    }

    private static OverviewContent Overview(OverviewRequest request) => new(request.SourceTitle ?? "Talk", "Subject", request.Sections[0].Summary);

    private static TranslatedPart Translated(TranslationRequest request) => request.Part with
    {
        Title = $"!{request.Part.Title}",
        Points = [.. request.Part.Points.Select(point => $"!{point}")],
    };

    private static OverviewContent Head(HeadRequest request) => request.Head with { Title = $"!{request.Head.Title}" };
}

/// <summary>A word is a dimension.</summary>
internal sealed class WordEmbedder : IEmbedder
{
    /// <summary>Called first.</summary>
    public Action Before { get; set; } = () => { };

    public string Model => "words";

    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        Before();
        return Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(Embed)]);
    }

    private static float[] Embed(string text)
    {
        var vector = new float[997];
        foreach (string word in text.ToLowerInvariant().Split([' ', '.', ',', ':'], StringSplitOptions.RemoveEmptyEntries))
            vector[word.Aggregate(7, (hash, c) => ((hash * 31) + c) % 997)]++;
        float length = MathF.Sqrt(vector.Sum(value => value * value));
        return [.. vector.Select(value => length == 0 ? 0 : value / length)];
    }
}

internal sealed class MemoryVectors : IVectorIndex
{
    public Dictionary<(string OrgId, string Kind, string Id), VectorEntry> Entries { get; } = [];

    public Task UpsertAsync(VectorEntry entry, CancellationToken cancellation)
    {
        Entries[(entry.OrgId, entry.Kind, entry.Id)] = entry;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation)
    {
        Entries.Remove((orgId, kind, id));
        return Task.CompletedTask;
    }

    public Task DeleteAllAsync(string orgId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<VectorHit>> SearchAsync(
        string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<VectorHit>>([.. Entries.Values
            .Where(entry => entry.OrgId == orgId && entry.Kind == kind && entry.Model == model)
            .Select(entry => new VectorHit(entry.Id, entry.Vector.ToArray().Zip(vector.ToArray(), (a, b) => (double)a * b).Sum()))
            .OrderByDescending(hit => hit.Cosine).ThenBy(hit => hit.Id).Take(top)]);

    public Task<IReadOnlyList<HybridHit>> HybridAsync(
        string orgId, string kind, string model, string text, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

/// <summary>A platform whose videos are what a test says; its links are <c>https://videos.example/ID</c>.</summary>
internal sealed class FakePlatform : ICaptionSource
{
    public Dictionary<string, Func<SourceCaptions>> Videos { get; } = [];

    public int Reads { get; private set; }

    public string Platform => "youtube";

    public string? FindVideoId(string link) => link.StartsWith("https://videos.example/", StringComparison.Ordinal) ? link["https://videos.example/".Length..] : null;

    public Task<SourceCaptions> ReadAsync(string videoId, string? accessToken, string? language, CancellationToken cancellation)
    {
        Reads++;
        return Videos.TryGetValue(videoId, out Func<SourceCaptions>? read)
            ? Task.FromResult(read())
            : throw new PermanentException("source_gone", "There is no such video.");
    }
}
