using System.Net;
using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Tests.Blob;

/// <summary>An upload's link is good for half an hour, whatever became of the upload: what it writes after completion is never used.</summary>
public sealed class UploadLinkTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly Principal Mara = new("usr_mara", "org_mara", Role.Editor);
    private static readonly ProduceOptions Wish = new(["tiktok"]);
    private static readonly byte[] Mp4 = Convert.FromHexString("000000206674797069736F6D00000200");
    private static readonly byte[] Other = "#EXTM3U http://x"u8.ToArray();

    private readonly TempFolder folder = new();
    private readonly HttpClient http = new();
    private SqliteDocumentStore store = null!;
    private AzureBlobStore blobs = null!;
    private CompleteUpload complete = null!;

    public async ValueTask InitializeAsync()
    {
        store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(folder.File("documents.db")), TimeProvider.System);
        blobs = new AzureBlobStore(
            new AzureBlobStoreOptions { ConnectionString = await azurite.ConnectionStringAsync(), Container = $"test-{Guid.NewGuid():N}" }, TimeProvider.System);
        await blobs.EnsureReadyAsync(default);
        complete = new CompleteUpload(store, blobs, new EventLog(store, TimeProvider.System), UploadLimits.Default, TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        blobs.Dispose();
        http.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task WriteLink_UsedAfterCompletion_ChangesNothingThatIsRead()
    {
        Video video = await StartedAsync();
        Uri link = await LinkAsync(video);
        Assert.Equal(HttpStatusCode.Created, await PutAsync(link, Mp4));
        Assert.True((await complete.ExecuteAsync(Mara, video.Id, null, Wish, default)).Succeeded(out _, out _));

        Assert.Equal(HttpStatusCode.Created, await PutAsync(link, Other));
        // Also not by completing it once more.
        Assert.True((await complete.ExecuteAsync(Mara, video.Id, null, Wish, default)).Succeeded(out _, out _));

        Video done = await VideoAccess.RequireAsync(store, video.OrgId, video.Id, default);
        MediaInput input = await VideoAccess.InputAsync(blobs, done, default);
        Assert.Equal(Mp4, await http.GetByteArrayAsync(input.Location));
    }

    [Fact]
    public async Task WriteLink_ForTheCopyThatIsUsed_IsRefused()
    {
        Video video = await StartedAsync();
        Uri link = await LinkAsync(video);
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(new Uri(link.AbsoluteUri.Replace("/upload?", "/original?", StringComparison.Ordinal)), Other));
    }

    /// <summary>Whoever may write may lease, for ever: the owner's deletion must come through.</summary>
    [Fact]
    public async Task WriteLink_UsedToLease_HindersNoDeletion()
    {
        Video video = await StartedAsync();
        Uri link = await LinkAsync(video);
        Assert.Equal(HttpStatusCode.Created, await PutAsync(link, Mp4));
        using var lease = new HttpRequestMessage(HttpMethod.Put, new Uri(link.AbsoluteUri + "&comp=lease"))
        {
            Headers = { { "x-ms-version", "2021-12-02" }, { "x-ms-lease-action", "acquire" }, { "x-ms-lease-duration", "-1" } },
        };
        using HttpResponseMessage leased = await http.SendAsync(lease);
        Assert.Equal(HttpStatusCode.Created, leased.StatusCode);

        await blobs.DeletePrefixAsync(video.BlobPrefix, default);

        Assert.Empty((await blobs.ListAsync(video.BlobPrefix, 10, null, default)).Items);
    }

    [Fact]
    public async Task Probe_OfACompletedUpload_KeepsItOnce()
    {
        Video video = await StartedAsync();
        await blobs.WriteAsync(video.UploadPath, new MemoryStream(Mp4), "application/octet-stream", default);
        Assert.True((await complete.ExecuteAsync(Mara, video.Id, null, Wish, default)).Succeeded(out _, out _));
        await Assert.ThrowsAsync<NotSupportedException>(() => new ProbeVideo(store, blobs, new NoMedia()).ExecuteAsync(video.OrgId, video.Id, default));
        Assert.Equal([video.OriginalPath], (await blobs.ListAsync(video.BlobPrefix, 10, null, default)).Items.Select(blob => blob.Path));
    }

    private Task<Video> StartedAsync() => store.UpsertAsync(Containers.Videos, new Video
    {
        Id = "vid_1",
        Partition = Mara.OrgId,
        OrgId = Mara.OrgId,
        CreatedBy = Mara.UserId,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Title = "Pasta",
        FileName = "pasta.mp4",
        SizeBytes = Mp4.Length,
        Status = VideoStatus.Uploading,
    }, default);

    private async Task<Uri> LinkAsync(Video video)
    {
        var resumed = await new ResumeUpload(store, blobs, UploadLimits.Default, TimeProvider.System).ExecuteAsync(Mara, video.Id, default);
        Assert.True(resumed.Succeeded(out var given, out _));
        return given.Upload.Url;
    }

    private async Task<HttpStatusCode> PutAsync(Uri link, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = new ByteArrayContent(content) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        using HttpResponseMessage answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed class NoMedia : IMediaAnalyser
    {
        public Task<MediaProbe> ProbeAsync(MediaInput input, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<MediaMeasurements> MeasureAsync(
            MediaInput input, MediaProbe probe, IMediaSink sink, IProgress<double>? progress, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
