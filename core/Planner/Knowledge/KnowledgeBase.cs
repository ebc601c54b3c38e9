using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Knowledge;

/// <param name="Fused">By words and likeness together, above 0, at most 2/60: see <see cref="HybridHit"/>. Not a similarity.</param>
public sealed record KnowledgeHit(KnowledgeDocument Document, KnowledgeChunk Chunk, double Fused);

/// <summary>
/// An organisation's own documents: kept in passages, found by words and by likeness, within the organisation only. What they say goes to models as evidence,
/// never as an instruction.
/// </summary>
public sealed class KnowledgeBase(IDocumentStore store, IEmbedder embedder, IVectorIndex vectors, ProjectStore projects, TimeProvider clock)
{
    public const string IndexKind = "knowledge";
    public const int MostDocuments = 200;
    public const int LongestQuery = 500;

    private const int EmbedAtOnce = 100;
    private const int WriteAtOnce = 50;

    // Of another project's documents more hits may be passed over than are wanted.
    private const int Spare = 4;

    private static readonly Condition IsDocument = new("fileName", Comparison.NotEqual, null);

    public async Task<Outcome<KnowledgeDocument>> AddAsync(
        Principal caller, string? fileName, KnowledgeKind kind, string? projectId, byte[] content, CancellationToken cancellation)
    {
        string name = Path.GetFileName((fileName ?? "").Replace('\\', '/')).Trim();
        if (name.Length is 0 or > 200 || name.Any(char.IsControl))
            return Problem.InvalidField("fileName", "Give the file's name: 1 to 200 characters, without control characters.");
        if (!KnowledgeText.Read(name, content).Succeeded(out string? text, out Problem? unusable))
            return unusable;
        if (projectId is not null && (!Ids.IsWellFormed(projectId) || await projects.FindAsync(caller.OrgId, projectId, caller.UserId, cancellation) is null))
            return Problem.InvalidField("projectId", "Choose a project of your organisation, or leave it out.");
        if (await store.CountAsync(Containers.Knowledge, caller.OrgId, [IsDocument], cancellation) >= MostDocuments)
            return new Problem(ProblemKind.Conflict, "knowledge_full", $"An organisation has at most {MostDocuments} documents. Delete one first.");

        IReadOnlyList<string> passages = KnowledgeText.Split(text);
        var document = new KnowledgeDocument
        {
            Id = Ids.New("kno", clock),
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            FileName = name,
            Kind = kind,
            ProjectId = projectId,
            SizeBytes = content.Length,
            Passages = passages.Count,
            Phrases = kind == KnowledgeKind.Avoid ? KnowledgeText.Phrases(text) : [],
        };
        await WritePassagesAsync(document, passages, cancellation);
        // Last, so that what was cut off is not listed; its passages are passed over.
        return (await store.CreateAsync(Containers.Knowledge, document, cancellation)).Document!;
    }

    /// <summary>Newest first.</summary>
    public Task<Page<KnowledgeDocument>> ListAsync(string orgId, string? after, int limit, CancellationToken cancellation) =>
        store.QueryAsync<KnowledgeDocument>(
            Containers.Knowledge, new DocumentQuery(orgId, [IsDocument], OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after), cancellation);

    public async Task<KnowledgeDocument?> ReadAsync(string orgId, string id, CancellationToken cancellation) =>
        Ids.IsWellFormed(id) && await store.ReadAsync<KnowledgeDocument>(Containers.Knowledge, orgId, id, cancellation) is { FileName: not null } found ? found : null;

    public async Task<IReadOnlyList<KnowledgeChunk>> PassagesAsync(KnowledgeDocument document, int most, CancellationToken cancellation) =>
        (await store.QueryAsync<KnowledgeChunk>(
            Containers.Knowledge,
            new DocumentQuery(document.OrgId, [new("documentId", Comparison.Equal, document.Id)], OrderBy: "index", Limit: most), cancellation)).Items;

    public async Task<Problem?> DeleteAsync(Principal caller, string id, CancellationToken cancellation)
    {
        if (await ReadAsync(caller.OrgId, id, cancellation) is not { } document)
            return Problem.Missing("document");
        for (int index = 0; index < document.Passages; index++)
        {
            string chunk = ChunkId(id, index);
            await vectors.DeleteAsync(caller.OrgId, IndexKind, chunk, cancellation);
            await store.DeleteAsync(Containers.Knowledge, caller.OrgId, chunk, null, cancellation);
        }

        // Last: if this is cut off, it is still listed and can be deleted again.
        await store.DeleteAsync(Containers.Knowledge, caller.OrgId, id, null, cancellation);
        return null;
    }

    /// <param name="projectId">Those of this project and those of all; null: of all projects.</param>
    /// <returns>Best first. Names and numbers are what likeness misses, and meaning is what words miss.</returns>
    public async Task<IReadOnlyList<KnowledgeHit>> SearchAsync(string orgId, string? projectId, string text, int top, CancellationToken cancellation)
    {
        float[] vector = (await embedder.EmbedAsync([text], cancellation))[0];
        var hits = new List<KnowledgeHit>();
        var documents = new Dictionary<string, KnowledgeDocument?>();
        foreach (HybridHit hit in await vectors.HybridAsync(orgId, IndexKind, embedder.Model, text, vector, top * Spare, cancellation))
        {
            if (hits.Count == top)
                break;
            if (await store.ReadAsync<KnowledgeChunk>(Containers.Knowledge, orgId, hit.Id, cancellation) is not { } chunk)
                continue;
            if (!documents.TryGetValue(chunk.DocumentId, out KnowledgeDocument? document))
                documents[chunk.DocumentId] = document = await ReadAsync(orgId, chunk.DocumentId, cancellation);
            if (document is not null && (projectId is null || document.ProjectId is null || document.ProjectId == projectId))
                hits.Add(new KnowledgeHit(document, chunk, hit.Fused));
        }

        return hits;
    }

    /// <summary>All phrases that a project's texts must not hold.</summary>
    public async Task<IReadOnlyList<string>> AvoidAsync(string orgId, string projectId, CancellationToken cancellation)
    {
        var query = new DocumentQuery(orgId, [new("kind", Comparison.Equal, "avoid")], Limit: MostDocuments);
        return
        [
            .. (await store.QueryAsync<KnowledgeDocument>(Containers.Knowledge, query, cancellation)).Items
                .Where(document => document.ProjectId is null || document.ProjectId == projectId)
                .SelectMany(document => document.Phrases)
                .Distinct(StringComparer.OrdinalIgnoreCase).Take(KnowledgeText.MostPhrases),
        ];
    }

    private async Task WritePassagesAsync(KnowledgeDocument document, IReadOnlyList<string> passages, CancellationToken cancellation)
    {
        foreach ((int Index, string Text)[] some in passages.Index().Chunk(EmbedAtOnce))
        {
            IReadOnlyList<float[]> embedded = await embedder.EmbedAsync([.. some.Select(passage => passage.Text)], cancellation);
            KnowledgeChunk[] chunks = [.. some.Select(passage => Chunk(document, passage.Index, passage.Text))];
            foreach (KnowledgeChunk[] few in chunks.Chunk(WriteAtOnce))
                await store.BatchAsync(Containers.Knowledge, document.OrgId, [.. few.Select(chunk => new BatchOperation(BatchKind.Upsert, chunk))], cancellation);
            foreach ((int at, KnowledgeChunk chunk) in chunks.Index())
                await vectors.UpsertAsync(new VectorEntry(document.OrgId, IndexKind, chunk.Id, embedder.Model, embedded[at], chunk.Text), cancellation);
        }
    }

    private static KnowledgeChunk Chunk(KnowledgeDocument document, int index, string text) => new()
    {
        Id = ChunkId(document.Id, index),
        Partition = document.OrgId,
        OrgId = document.OrgId,
        CreatedBy = document.CreatedBy,
        CreatedAt = document.CreatedAt,
        DocumentId = document.Id,
        Index = index,
        Text = text,
    };

    private static string ChunkId(string documentId, int index) => Ids.Derived("knp", documentId, $"{index}");
}
