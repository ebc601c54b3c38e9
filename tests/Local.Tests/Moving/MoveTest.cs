using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Cosmos;
using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Tests;
using Shortloop.Adapters.Tests.Cosmos.Gateway;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Local.Backup;
using Shortloop.Local.Moving;

namespace Shortloop.Local.Tests.Moving;

/// <summary>An embedded installation's folder, and Cosmos DB by the real SDK against the stand-in of its gateway.</summary>
public abstract class MoveTest : IAsyncLifetime
{
    protected string Root { get; } = Directory.CreateTempSubdirectory("move-").FullName;

    private protected FakeClock Clock { get; } = new();

    private protected CosmosGateway Gateway { get; set; } = null!;

    protected string Data => Path.Combine(Root, "data");

    protected string Folder => Path.Combine(Root, "export");

    public async ValueTask InitializeAsync()
    {
        Gateway = await CosmosGateway.StartAsync(Clock);
        foreach (ContainerLayout layout in ContainerLayouts.All)
            Gateway.Add(layout);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task FillAsync()
    {
        using var store = Embedded();
        for (int n = 0; n < 40; n++)
            await store.CreateAsync(Containers.Videos, Anything($"vid_{n:D2}", n % 3 == 0 ? "org_a" : "org_b"), default);
        await store.CreateAsync(Containers.Settings, Anything("flag", "flags"), default);
        await store.CreateAsync(Containers.Transient, Anything("short", "code") with { TtlSeconds = 60 }, default);
        await store.CreateAsync(Containers.Transient, Anything("long", "code") with { TtlSeconds = 600 }, default);
        var audit = new AuditLog(store, Clock);
        for (int n = 0; n < 3; n++)
            await audit.AppendAsync("org_a", "usr_mara", "role_changed", $"usr_{n}", null, default);
    }

    protected static AnyDocument Anything(string id, string partition) => new()
    {
        Id = id,
        Partition = partition,
        OrgId = partition,
        CreatedBy = "usr_mara",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Fields = new() { ["title"] = JsonSerializer.SerializeToElement("Grüße \"日本\""), ["score"] = JsonSerializer.SerializeToElement(1.5), ["none"] = JsonSerializer.SerializeToElement<string?>(null) },
    };

    protected SqliteDocumentStore Embedded() => new(new SqliteDocumentStoreOptions(Path.Combine(Data, "documents.db")), Clock);

    protected CosmosDocumentStore Cosmos() => new(new CosmosOptions
    {
        Endpoint = Gateway.Endpoint,
        Database = CosmosGateway.DatabaseName,
        EmulatorKey = CosmosGateway.Key,
        Gateway = true,
    });

    protected Task<int> ExportAsync() => ExportCommand.RunAsync(
        new CommandLine(CommandKind.Export, [], false, null, Data, 1, Folder), Clock, TextWriter.Null, default);

    protected async Task<string> ImportAsync()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await RunAsync(output, default));
        return output.ToString();
    }

    protected Task<int> RunAsync(TextWriter output, CancellationToken stop) => ImportCommand.RunAsync(
        new CommandLine(CommandKind.Import, [], false, null, Data, 1, Folder, Cosmos: Gateway.Endpoint),
        name => name == "SHORTLOOP_COSMOS_EMULATOR_KEY" ? CosmosGateway.Key : null, Clock, output, stop);
}
