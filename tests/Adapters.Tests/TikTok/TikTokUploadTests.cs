using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.TikTok;

public sealed class TikTokUploadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(40 << 20)]
    [InlineData((48 << 20) + 12345)]
    public async Task Upload_OverOneChunk_ArrivesWholeAndReportsProgress(int size)
    {
        await using var bench = await TikTokBench.StartAsync();
        var video = TinyMp4.Make(size);
        var seen = new ProgressList();
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(size), Cancel);

        await bench.UploadAsync(handle, video, seen);

        Assert.Equal(2 + (size >> 20) / 48, bench.Sandbox.App.Requests.Count("/upload/video"));
        Assert.Equal(video, await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(bench.Sandbox.Data, "tiktok")).Single(), Cancel));
        Assert.Equal(seen.Values.Order(), seen.Values);
        Assert.Equal(1, seen.Values[^1]);
    }

    [Fact]
    public async Task Upload_CutAfterTheFirstChunkWasTaken_GoesOnFromThereWithoutASecondInit()
    {
        await using var bench = await TikTokBench.StartAsync();
        var video = TinyMp4.Make(48 << 20);
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(video.Length), Cancel);
        bench.Sandbox.App.Faults.Add(new("tiktok", "drop_after_commit", "/tiktok/upload"));

        var cut = await Assert.ThrowsAsync<TransientException>(() => bench.UploadAsync(handle, video));
        long? openedAt = null;
        await bench.Platform.UploadAsync(
            bench.Access, handle, TikTokBench.Request(video.Length), (at, c) => TikTokBench.Open(video)((openedAt = at).Value, c), null, Cancel);
        bench.Pass(2);

        Assert.Equal("platform_unavailable", cut.Code);
        Assert.Equal(16 << 20, openedAt);
        Assert.Single((await bench.StatusAsync(handle)).PostIds);
        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/video/init"));
    }

    [Fact]
    public async Task Upload_LastAnswerLost_AskedAgainSendsNothing()
    {
        await using var bench = await TikTokBench.StartAsync();
        var video = TinyMp4.Make();
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(video.Length), Cancel);
        bench.Sandbox.App.Faults.Add(new("tiktok", "drop_after_commit", "/tiktok/upload"));

        await Assert.ThrowsAsync<TransientException>(() => bench.UploadAsync(handle, video));
        await bench.UploadAsync(handle, video);

        Assert.Equal(1, bench.Sandbox.App.Requests.Count("/upload/video"));
        Assert.Equal(PublishPhase.Processing, (await bench.StatusAsync(handle)).Phase);
    }

    [Fact]
    public async Task Upload_AfterAnHour_IsExpired()
    {
        await using var bench = await TikTokBench.StartAsync();
        var video = TinyMp4.Make();
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(video.Length), Cancel);
        bench.Pass(3600);

        Assert.Equal("upload_expired", (await Assert.ThrowsAsync<PermanentException>(() => bench.UploadAsync(handle, video))).Code);
    }

    [Fact]
    public async Task Upload_SourceShorterThanAnnounced_SaysSo()
    {
        await using var bench = await TikTokBench.StartAsync();
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(5000), Cancel);

        var truncated = await Assert.ThrowsAsync<PermanentException>(() => bench.Platform.UploadAsync(
            bench.Access, handle, TikTokBench.Request(5000), TikTokBench.Open(TinyMp4.Make(4096)), null, Cancel));

        Assert.Equal("video_truncated", truncated.Code);
        Assert.Equal(0, (await bench.StatusAsync(handle)).UploadedBytes);
    }

    [Fact]
    public async Task Upload_OneLargeChunk_IsReadAsFastAsItIsTakenNotAtOnce()
    {
        await using var bench = await TikTokBench.StartAsync();
        const int size = 32 << 20;
        var video = TinyMp4.Make(size);
        var handle = await bench.Platform.BeginAsync(bench.Access, TikTokBench.Request(size), Cancel);
        var source = new WatchedStream(video, Path.Combine(bench.Sandbox.Data, "tiktok"));

        await bench.Platform.UploadAsync(bench.Access, handle, TikTokBench.Request(size), (_, _) => Task.FromResult<Stream>(source), null, Cancel);

        Assert.InRange(source.LargestRead, 1, 128 << 10);
        // What lies between is in the sockets' buffers.
        Assert.InRange(source.FurthestAhead, 0, size / 2);
    }

    /// <summary>Notes how far reading is ahead of what has arrived in the sandbox's folder.</summary>
    private sealed class WatchedStream(byte[] content, string folder) : MemoryStream(content)
    {
        public int LargestRead { get; private set; }

        public long FurthestAhead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestRead = Math.Max(LargestRead, buffer.Length);
            FurthestAhead = Math.Max(FurthestAhead, Position - Directory.GetFiles(folder).Sum(f => new FileInfo(f).Length));
            return base.ReadAsync(buffer, cancellationToken);
        }
    }

    private sealed class ProgressList : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
