using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Vectors;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Engine;
using Shortloop.Engine.Broker;

namespace Shortloop.Sqlite.Tests.Faults;

/// <summary>What every file is asked: keep this, and what have you kept. Each keeps about a kilobyte under an id.</summary>
internal interface IStore : IAsyncDisposable
{
    Task WriteAsync(string id);

    Task<IEnumerable<string>> ReadAsync();
}

internal static class Stores
{
    private static readonly string Ballast = new('x', 1000);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    public static TheoryData<string> Kinds => ["engine", "broker", "documents", "vectors"];

    /// <summary>The table that holds what is written.</summary>
    public static string Table(string kind) => kind switch { "engine" => "instance", "broker" => "messages", _ => kind };

    public static async Task<IStore> OpenAsync(string kind, string path)
    {
        switch (kind)
        {
            case "engine":
                var engine = new EngineStore(path);
                await engine.StartAsync();
                return engine;
            case "broker": return new BrokerStore(path);
            case "documents": return new DocumentsStore(path);
            default: return new VectorsStore(path);
        }
    }

    /// <summary>Whatever its type, the message that a person reads.</summary>
    public static async Task<Exception> FailureAsync(Func<Task> work) =>
        await Record.ExceptionAsync(work) ?? throw new InvalidOperationException("It did not fail.");

    private sealed class EngineStore(string path) : IStore
    {
        private readonly ServiceProvider services = new ServiceCollection()
            .AddDurableEngine(options => (options.DatabasePath, options.BusyTimeout) = (path, Patience), tasks => tasks
                .AddOrchestratorFunc<string, string>("Echo", (_, text) => Task.FromResult(text)))
            .BuildServiceProvider();

        public async Task StartAsync()
        {
            try
            {
                await services.GetRequiredService<IHostedService>().StartAsync(default);
            }
            catch
            {
                await services.DisposeAsync();
                throw;
            }
        }

        public Task WriteAsync(string id) => Client.ScheduleNewOrchestrationInstanceAsync("Echo", Ballast, new StartOrchestrationOptions(id));

        public async Task<IEnumerable<string>> ReadAsync()
        {
            var ids = (await Client.GetAllInstancesAsync().ToListAsync()).Select(instance => instance.InstanceId).ToList();
            foreach (var id in ids) await Client.WaitForInstanceCompletionAsync(id).WaitAsync(TimeSpan.FromSeconds(30));
            return ids;
        }

        public async ValueTask DisposeAsync()
        {
            await services.GetRequiredService<IHostedService>().StopAsync(default);
            await services.DisposeAsync();
        }

        private DurableTaskClient Client => services.GetRequiredService<DurableTaskClient>();
    }

    private sealed class BrokerStore(string path) : IStore
    {
        private readonly ServiceBusBroker broker = new(new(path, "name", "key", [new BrokerQueue("jobs")]) { BusyTimeout = Patience }, TimeProvider.System);

        public Task WriteAsync(string id)
        {
            broker.Send(broker.Find("jobs")!, [new IncomingMessage(id, System.Text.Encoding.UTF8.GetBytes(Ballast), null, "{}", null, null)]);
            return Task.CompletedTask;
        }

        public async Task<IEnumerable<string>> ReadAsync()
        {
            var found = new List<string>();
            while (await broker.ReceiveAsync(broker.Find("jobs")!, deadLetters: false, remove: true, TimeSpan.Zero, default) is { } message)
                found.Add(message.MessageId);
            return found;
        }

        public ValueTask DisposeAsync()
        {
            broker.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class DocumentsStore(string path) : IStore
    {
        private static readonly Container Notes = new("notes");
        private readonly SqliteDocumentStore store = new(new(path) { BusyTimeout = Patience }, TimeProvider.System);

        public Task WriteAsync(string id) => store.CreateAsync(Notes, Note.New(id, Ballast), default);

        public async Task<IEnumerable<string>> ReadAsync()
        {
            var found = new List<string>();
            string? next = null;
            do
            {
                var page = await store.QueryAsync<Note>(Notes, new DocumentQuery("org1") { Continuation = next }, default);
                found.AddRange(page.Items.Select(note => note.Id));
                next = page.Next;
            }
            while (next is not null);
            return found;
        }

        public ValueTask DisposeAsync()
        {
            store.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class VectorsStore(string path) : IStore
    {
        private static readonly float[] Vector = [1, .. new float[250]];
        private readonly SqliteVectorIndex index = new(new(path) { BusyTimeout = Patience });

        public Task WriteAsync(string id) => index.UpsertAsync(new VectorEntry("org1", "video", id, "m1", Vector, ""), default);

        public async Task<IEnumerable<string>> ReadAsync() =>
            (await index.SearchAsync("org1", "video", "m1", Vector, 10_000, default)).Select(hit => hit.Id);

        public ValueTask DisposeAsync()
        {
            index.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
