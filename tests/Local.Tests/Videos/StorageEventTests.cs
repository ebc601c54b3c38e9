using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;
using Shortloop.Core.Videos;
using Shortloop.Functions.Videos;
using Shortloop.Local.Tests.Hosting;

namespace Shortloop.Local.Tests.Videos;

/// <summary>Deliveries as Event Grid makes them, in both of its schemas.</summary>
public sealed class StorageEventTests : IDisposable
{
    private const string Key = "a secret of the event subscription, long enough";
    private const string Base = "https://acme.blob.core.windows.net/media";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shortloop-events-");
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private readonly SqliteDocumentStore _store;
    private readonly MemoryBlobs _blobs = new();
    private readonly Stories _stories = new();
    private readonly RecordedLogs _logs = new();
    private readonly Apps _apps = new();

    public StorageEventTests() => _store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(_folder.FullName, "documents.db")), _time);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Take_BlobCreated_StartsTheStoryOfItsVideo()
    {
        string path = await UploadingAsync();
        Assert.Equal(204, await StatusAsync(Created($"{Base}/{path}")));
        Assert.Equal($"produce {path.Split('/')[2]}", Assert.Single(_stories.Started));
    }

    [Fact]
    public async Task Take_CloudEvent_StartsItToo()
    {
        string path = await UploadingAsync();
        object one = new { specversion = "1.0", id = "e1", type = "Microsoft.Storage.BlobCreated", source = "/subscriptions/s", data = new { api = "PutBlockList", url = $"{Base}/{path}" } };
        Assert.Equal(204, await StatusAsync(one));
        Assert.Single(_stories.Started);
    }

    [Fact]
    public async Task Take_ManyAndTwice_StartsEachOnce()
    {
        string[] paths = [await UploadingAsync(), await UploadingAsync(), await UploadingAsync()];
        object[] batch = [.. paths.Reverse().Concat(paths).Select(path => Created($"{Base}/{path}")[0])];
        Assert.Equal(204, await StatusAsync(batch));
        Assert.Equal(204, await StatusAsync(batch));
        Assert.Equal(paths.Select(path => $"produce {path.Split('/')[2]}").Order(), _stories.Started.Distinct().Order());
        Assert.Equal(3, _stories.Ids.Count);
    }

    [Theory]
    [InlineData("https://evil.blob.core.windows.net/media/{0}", true)]
    [InlineData("https://acme.blob.core.windows.net/other/{0}", true)]
    [InlineData("https://acme.blob.core.windows.net/media/../other/{0}", true)]
    [InlineData("https://someone@acme.blob.core.windows.net/media/{0}", true)]
    [InlineData("http://acme.blob.core.windows.net/media/{0}", true)]
    [InlineData("https://acme.blob.core.windows.net.evil.example/media/{0}", true)]
    [InlineData("not an address", true)]
    [InlineData("https://acme.blob.core.windows.net/media/{0}?sig=secret", false)]
    [InlineData("https://acme.blob.core.windows.net/media/{0}/more", false)]
    [InlineData("https://acme.blob.core.windows.net/media/org_mara/renders/r1/tiktok.mp4", false)]
    public async Task Take_AddressOfSomethingElse_IsPassedOver(string address, bool told)
    {
        string path = await UploadingAsync();
        Assert.Equal(204, await StatusAsync(Created(string.Format(null, address, path))));
        Assert.Empty(_stories.Started);
        Assert.Equal(told ? 1 : 0, _logs.Entries.Count);
        Assert.DoesNotContain(_logs.Entries, entry => entry.Message.Contains("secret", StringComparison.Ordinal) || entry.Message.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Take_KindsThatNobodyAskedFor_AreTakenAndPassedOver()
    {
        Assert.Equal(204, await StatusAsync(new[] { new { id = "e1", eventType = "Microsoft.Storage.BlobDeleted", data = new { url = $"{Base}/a" } } }));
        Assert.Empty(_stories.Started);
    }

    [Fact]
    public async Task Take_SubscriptionIsMade_SendsTheCodeBack()
    {
        object[] made = [new { id = "v1", eventType = "Microsoft.EventGrid.SubscriptionValidationEvent", data = new { validationCode = "512d38b6", validationUrl = "https://rp.example" } }];
        IResult result = await TakeAsync(Json(made), request => request.Headers["aeg-event-type"] = "SubscriptionValidation");
        Assert.Equal("512d38b6", Assert.IsType<SubscriptionValidated>(((IValueHttpResult)result).Value).ValidationResponse);
    }

    [Theory]
    [InlineData("", "application/json", 400)]
    [InlineData("{", "application/json", 400)]
    [InlineData("[]", "application/json", 400)]
    [InlineData("7", "application/json", 400)]
    [InlineData("""[{"id":"e1"}]""", "application/json", 400)]
    [InlineData("""[{"id":"e1","eventType":"Microsoft.Storage.BlobCreated","data":null}]""", "application/json", 400)]
    [InlineData("""[{"id":7,"eventType":"Microsoft.Storage.BlobCreated","data":{"url":"https://a"}}]""", "application/json", 400)]
    [InlineData("""[{"id":"e1","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{}}]""", "application/json", 400)]
    [InlineData("[[],null]", "application/cloudevents-batch+json", 400)]
    [InlineData("a=b", "application/x-www-form-urlencoded", 415)]
    public async Task Take_NoEvents_IsRefused(string body, string type, int status) =>
        Assert.Equal(status, await StatusAsync(await TakeAsync(body, request => request.ContentType = type)));

    [Fact]
    public async Task Take_OneOfManyMalformed_TakesTheOthersAndSaysSo()
    {
        string path = await UploadingAsync();
        Assert.Equal(400, await StatusAsync(new[] { new { id = "e1" }, Created($"{Base}/{path}")[0] }));
        Assert.Single(_stories.Started);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another secret of another subscription, as long")]
    public async Task Take_WithoutTheKey_IsRefusedAndDoesNothing(string? key)
    {
        string path = await UploadingAsync();
        IResult result = await TakeAsync(Json(Created($"{Base}/{path}")), request =>
        {
            request.Headers.Remove(StorageEventOptions.KeyHeader);
            if (key is not null)
                request.Headers[StorageEventOptions.KeyHeader] = key;
            request.QueryString = new QueryString($"?key={Uri.EscapeDataString(Key)}");
        });
        Assert.Equal(401, await StatusAsync(result));
        Assert.Empty(_stories.Started);
    }

    [Theory]
    [InlineData("Bearer token-of-event-grid", 204)]
    [InlineData("Bearer token-of-another-app", 401)]
    [InlineData("Bearer ", 401)]
    [InlineData("token-of-event-grid", 401)]
    [InlineData(null, 401)]
    public async Task Take_ByEntra_IsForEventGridAlone(string? header, int status)
    {
        _apps.Known["token-of-event-grid"] = StorageEventCheck.EventGrid;
        _apps.Known["token-of-another-app"] = "00000000-0000-0000-0000-000000000001";
        string path = await UploadingAsync();
        IResult result = await TakeAsync(
            Json(Created($"{Base}/{path}")), request => request.Headers.Authorization = header, new StorageEventOptions(new Uri(Base), StorageEventProof.Entra, Key));
        Assert.Equal(status, await StatusAsync(result));
        Assert.Equal(status == 204 ? 1 : 0, _stories.Started.Count);
    }

    [Fact]
    public async Task Take_NotListening_IsRefusedWhateverTheProof() => Assert.Equal(401, await StatusAsync(
        await TakeAsync(Json(Created($"{Base}/a")), null, new StorageEventOptions(new Uri(Base), StorageEventProof.Off, Key))));

    [Theory]
    [InlineData(null, null, StorageEventProof.Off, true)]
    [InlineData("key", Key, StorageEventProof.Key, true)]
    [InlineData("key", "short", StorageEventProof.Key, false)]
    [InlineData("key", null, StorageEventProof.Key, false)]
    [InlineData("entra", null, StorageEventProof.Entra, false)]
    [InlineData("on", null, StorageEventProof.Off, false)]
    public void Options_Read_SayWhatIsMissing(string? mode, string? key, StorageEventProof proof, bool usable)
    {
        var settings = new Dictionary<string, string?> { ["SHORTLOOP_STORAGE_EVENTS"] = mode, ["SHORTLOOP_STORAGE_EVENTS_KEY"] = key };
        StorageEventOptions options = StorageEventOptions.Read(name => settings.GetValueOrDefault(name), new Uri(Base), out string? problem);
        Assert.Equal((proof, usable), (options.Proof, problem is null));
    }

    [Theory]
    [InlineData("eventgrid.azure.net", 200)]
    [InlineData("evil.example", 403)]
    [InlineData(null, 403)]
    public async Task Allow_CloudEventsHandshake_LetsEventGridAlone(string? origin, int status)
    {
        var http = NewHttp();
        if (origin is not null)
            http.Request.Headers["WebHook-Request-Origin"] = origin;
        await new StorageEventFunctions(Inbox(new StorageEventOptions(new Uri(Base), StorageEventProof.Key, Key))).Allow(http.Request).ExecuteAsync(http);
        Assert.Equal(status, http.Response.StatusCode);
        Assert.Equal(status == 200 ? origin : "", http.Response.Headers["WebHook-Allowed-Origin"].ToString());
    }

    private static object[] Created(string url) =>
    [
        new
        {
            id = Guid.NewGuid().ToString(),
            topic = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acme",
            subject = "/blobServices/default/containers/media/blobs/b",
            eventType = "Microsoft.Storage.BlobCreated",
            eventTime = "2026-11-20T09:00:00Z",
            data = new { api = "PutBlockList", eTag = "0x8D", contentLength = 16, blobType = "BlockBlob", url, sequencer = "0000000000000A" },
            dataVersion = "",
            metadataVersion = "1",
        },
    ];

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private async Task<int> StatusAsync(object events) => await StatusAsync(await TakeAsync(Json(events)));

    private static async Task<int> StatusAsync(IResult result)
    {
        var http = NewHttp();
        await result.ExecuteAsync(http);
        return http.Response.StatusCode;
    }

    private Task<IResult> TakeAsync(string body, Action<HttpRequest>? change = null, StorageEventOptions? options = null)
    {
        HttpRequest request = NewHttp().Request;
        request.Method = "POST";
        request.ContentType = "application/json; charset=utf-8";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.Headers[StorageEventOptions.KeyHeader] = Key;
        change?.Invoke(request);
        return Inbox(options ?? new StorageEventOptions(new Uri(Base), StorageEventProof.Key, Key)).TakeAsync(request, _stories, default);
    }

    private StorageEventInbox Inbox(StorageEventOptions options)
    {
        var complete = new CompleteUpload(_store, _blobs, new EventLog(_store, _time), UploadLimits.Default, _time);
        return new StorageEventInbox(
            options, new StorageEventCheck(options, [_apps]), new UploadArrival(_store, new Members(_store, _time), complete), new LoggerFactory([_logs]).CreateLogger<StorageEventInbox>());
    }

    private static DefaultHttpContext NewHttp() => new() { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };

    private async Task<string> UploadingAsync()
    {
        var video = new Video
        {
            Id = Core.Ids.New("vid", _time),
            Partition = "org_mara",
            OrgId = "org_mara",
            CreatedBy = "usr_mara",
            CreatedAt = _time.GetUtcNow(),
            Title = "Pasta",
            FileName = "pasta.mp4",
            SizeBytes = 16,
            Status = VideoStatus.Uploading,
            OnArrival = new ProduceOptions(["tiktok"]),
        };
        _blobs[video.UploadPath] = Convert.FromHexString("000000206674797069736F6D00000200");
        await _store.UpsertAsync(Containers.Videos, video, default);
        await _store.UpsertAsync(Containers.Organisations, Editor(video), default);
        return video.UploadPath;
    }

    private static Membership Editor(Video video) => new()
    {
        Id = Membership.IdOf(video.CreatedBy),
        Partition = video.OrgId,
        OrgId = video.OrgId,
        CreatedBy = video.CreatedBy,
        CreatedAt = video.CreatedAt,
        UserId = video.CreatedBy,
        Role = Role.Editor,
    };

    /// <summary>Remembers which stories were asked for, and under which ids.</summary>
    private sealed class Stories : IWorkflows
    {
        public List<string> Started { get; } = [];

        public HashSet<string> Ids { get; } = [];

        public Task StartAsync(string story, string instanceId, object input, CancellationToken cancellation)
        {
            Assert.Equal(Core.Operations.Stories.ProduceVideo, story);
            Started.Add($"produce {((ProduceInput)input).VideoId}");
            Ids.Add(instanceId);
            return Task.CompletedTask;
        }

        public Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellation) => throw new NotSupportedException();

        public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class Apps : IExternalTokens
    {
        public Dictionary<string, string> Known { get; } = [];

        public ValueTask<ExternalPerson?> ReadAsync(string token, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<string?> ReadAppAsync(string token, CancellationToken cancellation) => ValueTask.FromResult(Known.GetValueOrDefault(token));
    }
}
