using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Builtin;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant.Tools;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Coach;
using Shortloop.Core.Tests.Rig;
using Shortloop.Core.Tests.Study;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Assistant.Tools;

/// <summary>Every tool of the product as the composition root makes it, on the real store and the real index; models, blobs and platforms are a test's.</summary>
internal sealed class ToolBench : IDisposable
{
    /// <summary>Where a conversation would be.</summary>
    public const string Place = "here";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shortloop-tools-");
    private readonly Workbench _bench = new();
    private readonly ServiceProvider _services;

    public ToolBench()
    {
        Platform.Videos["talk"] = () => new SourceCaptions("talk", "On kilns", "Mara", 8, "en", "a.vtt", Encoding.UTF8.GetBytes(StudyRig.Vtt("Kilns are ovens.", "They get hot.")));
        _services = new ServiceCollection().AddShortloopCore()
            .AddSingleton<TimeProvider>(_bench.Clock).AddSingleton(_bench.Store).AddSingleton<IQueue>(_bench.Queue).AddSingleton<IBlobStore>(Blobs)
            .AddSingleton<IVectorIndex>(_ => new SqliteVectorIndex(new SqliteVectorIndexOptions(Path.Combine(_folder.FullName, "vectors.db")), NullLogger<SqliteVectorIndex>.Instance))
            .AddSingleton<IEmbedder, BuiltinEmbedder>().AddSingleton<ITextModel, BuiltinAnalyst>()
            .AddSingleton<ITrendSource>(new TasteWorld(1, _bench.Clock)).AddSingleton<ICaptionSource>(Platform)
            .AddSingleton(new SecretBox(new Dictionary<int, byte[]> { [1] = new byte[32] }))
            .BuildServiceProvider();
    }

    public static Principal Owner => Workbench.Owner;

    public static Principal Viewer => Owner with { Role = Role.Viewer };

    public Workbench Bench => _bench;

    public IDocumentStore Store => _bench.Store;

    public DateTimeOffset Now => _bench.Clock.GetUtcNow();

    public MemoryBlobs Blobs { get; } = new();

    public FakePlatform Platform { get; } = new();

    public ChatBench.RememberingWorkflows Stories { get; } = new();

    public AssistantTool Tool(string name) => Get<ToolCatalogue>().All.Single(tool => tool.Name == name);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<ToolOutcome> CallAsync(string tool, string arguments, Principal? caller = null) =>
        Get<ToolRunner>().CallAsync(caller ?? Owner, Place, tool, arguments, Stories, default);

    public Task<ToolOutcome> ConfirmAsync(ToolOutcome.Asked asked) => Get<ToolRunner>().ConfirmAsync(Owner, Place, asked.Confirmation.ActionId, Stories, default);

    public async Task<string> AddAsync<T>(Container container, T document)
        where T : Document
    {
        await Store.UpsertAsync(container, document, default);
        return document.Id;
    }

    public string New(string prefix) => Ids.New(prefix, _bench.Clock);

    /// <summary>As JSON, for a test to see whether anything has changed.</summary>
    public async Task<string> ReadAsync<T>(Container container, string id)
        where T : Document => JsonSerializer.Serialize(await Store.ReadAsync<T>(container, Owner.OrgId, id, default));

    public async Task<string> CountAsync(Container container) => $"{await Store.CountAsync(container, null, null, default)}";

    public Task MeasuredAsync(Video video, MediaMeasurements measured)
    {
        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(measured, JsonSerializerOptions.Web));
        return Blobs.WriteAsync(video.MeasurementsPath, json, "application/json", default);
    }

    public void Dispose()
    {
        _services.Dispose();
        _bench.Dispose();
        _folder.Delete(recursive: true);
    }
}
