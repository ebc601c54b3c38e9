using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;
using Shortloop.Engine.Tests.Stored;

namespace Shortloop.Sqlite.Tests.Stored;

/// <summary>Files of every released schema of the smaller stores (the engine's are in its own tests), opened by today's code.</summary>
public sealed class StoredFileTests : IDisposable
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("stored-").FullName;
    private readonly StillClock clock = new(Made);

    public static TheoryData<string> Brokers => [.. StoredFile.Names("broker.")];

    public static TheoryData<string> Documents => [.. StoredFile.Names("documents.")];

    public static TheoryData<string> Vectors => [.. StoredFile.Names("vectors.")];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Waiting, locked by a delivery, to come, dead after too many deliveries.</summary>
    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Open_StoredBroker_EveryMessageIsThere(string file)
    {
        using var broker = new ServiceBusBroker(BrokerOptions(Restored(file)), clock);
        Assert.Equal(new QueueStatistics(Active: 1, Locked: 1, Scheduled: 1, DeadLettered: 1), broker.GetStatistics("jobs"));
        var queue = broker.Find("jobs")!;
        var waiting = await broker.ReceiveAsync(queue, deadLetters: false, remove: true, TimeSpan.Zero, default);
        Assert.Equal(("waiting", "\"Größe\"", "application/json", "{\"Label\":\"l\"}"),
            (waiting!.MessageId, System.Text.Encoding.UTF8.GetString(waiting.Body), waiting.ContentType, waiting.Properties));
        var dead = await broker.ReceiveAsync(queue, deadLetters: true, remove: true, TimeSpan.Zero, default);
        Assert.Equal(("dead", "MaxDeliveryCountExceeded"), (dead!.MessageId, dead.DeadReason));
        clock.Now = Made.AddHours(1);
        var locked = await broker.ReceiveAsync(queue, deadLetters: false, remove: true, TimeSpan.Zero, default);
        var later = await broker.ReceiveAsync(queue, deadLetters: false, remove: true, TimeSpan.Zero, default);
        Assert.Equal(("locked", 2, "later"), (locked!.MessageId, locked.DeliveryCount, later!.MessageId));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Open_StoredDocuments_EachIsThereAndCanBeChanged(string file)
    {
        using var store = new SqliteDocumentStore(new(Restored(file)), clock);
        // The first file names a container that is the product's own today, whose documents don't expire.
        var notes = new Container(file.Contains("v1", StringComparison.Ordinal) ? "notes" : "contract");
        Assert.Equal("Größe", (await store.ReadAsync<Note>(notes, "org1", "a", default))!.Text);
        Assert.NotNull(await store.ReadAsync<Note>(notes, "org1", "short-lived", default));
        var page = await store.QueryAsync<Note>(notes, new DocumentQuery("org1"), default);
        Assert.Equal(["a", "b", "short-lived"], page.Items.Select(note => note.Id));
        var changed = await store.ReplaceAsync(notes, page.Items[1] with { Text = "changed" }, default);
        Assert.Equal(WriteStatus.Written, changed.Status);
        clock.Now = Made.AddHours(1);
        Assert.Null(await store.ReadAsync<Note>(notes, "org1", "short-lived", default));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public async Task Open_StoredVectors_AreFound(string file)
    {
        using var index = new SqliteVectorIndex(new(Restored(file)));
        var hits = await index.SearchAsync("org1", "video", "m1", new float[] { 0.8f, 0.6f }, 10, default);
        Assert.Equal(["right", "up"], hits.Select(hit => hit.Id));
        Assert.Equal([0.8, 0.6], hits.Select(hit => Math.Round(hit.Cosine, 6)));
        Assert.Single(await index.SearchAsync("org1", "video", "m2", new float[] { 1, 0, 0 }, 10, default));
        // The first files have no texts, and what is in them is found by its vectors alone.
        var fused = await index.HybridAsync("org1", "video", "m1", "Welche Größe?", new float[] { 0.6f, 0.8f }, 10, default);
        Assert.Equal(file.Contains("v1", StringComparison.Ordinal) ? ["up", "right"] : ["right", "up"], fused.Select(hit => hit.Id));
    }

    /// <summary>Asked for by name only, after a schema has changed. A released file does not change.</summary>
    [Fact(Explicit = true)]
    public async Task WriteTodaysFiles()
    {
        using (var broker = new ServiceBusBroker(BrokerOptions(FileOf("broker")), clock)) await FillAsync(broker);
        using (var store = new SqliteDocumentStore(new(FileOf("documents")), clock))
            foreach (var note in (Note[])[Note.New("a", "Größe"), Note.New("b"), Note.New("short-lived") with { TtlSeconds = 600 }])
                await store.CreateAsync(new Container("contract"), note, default);
        using (var index = new SqliteVectorIndex(new(FileOf("vectors"))))
            foreach (var (id, model, vector) in (IEnumerable<(string, string, float[])>)[("right", "m1", [1, 0]), ("up", "m1", [0, 1]), ("right", "m2", [1, 0, 0])])
                await index.UpsertAsync(new VectorEntry("org1", "video", id, model, vector, id == "right" ? "Größe" : ""), default);
        foreach (var kind in (string[])["broker", "documents", "vectors"])
            await WriteAsync(kind);
    }

    private static async Task FillAsync(ServiceBusBroker broker)
    {
        var queue = broker.Find("jobs")!;
        foreach (var id in (string[])["dead", "locked"])
        {
            broker.Send(queue, [Message(id)]);
            for (var delivery = id == "dead" ? 2 : 1; delivery > 0; delivery--)
            {
                var taken = await broker.ReceiveAsync(queue, deadLetters: false, remove: false, TimeSpan.Zero, default);
                if (id == "dead") broker.Abandon(queue, deadLetters: false, $"{taken!.Sequence}", taken.LockToken!);
            }
        }
        broker.Send(queue, [Message("waiting"), Message("later") with { ScheduledAt = Made.AddMinutes(30) }]);
    }

    private async Task WriteAsync(string kind)
    {
        var target = Path.Combine(SourceFolder(), $"{kind}.v{StoredFile.Number(FileOf(kind), "PRAGMA user_version")}.sql");
        if (!File.Exists(target)) await File.WriteAllTextAsync(target, StoredFile.Dump(FileOf(kind)));
    }

    private static IncomingMessage Message(string id) =>
        new(id, "\"Größe\""u8.ToArray(), "application/json", "{\"Label\":\"l\"}", ScheduledAt: null, TimeToLive: null);

    private static ServiceBusBrokerOptions BrokerOptions(string path) =>
        new(path, "name", "key", [new BrokerQueue("jobs") { MaxDeliveryCount = 2 }]);

    private string FileOf(string kind) => Path.Combine(folder, kind + ".db");

    private string Restored(string stored)
    {
        StoredFile.Restore(stored, FileOf("restored"));
        return FileOf("restored");
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
