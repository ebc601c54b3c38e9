using System.Net;
using System.Net.Http.Headers;

namespace Shortloop.Adapters.Tests.Contracts;

public abstract partial class BlobStoreContract
{
    [Fact]
    public async Task WriteLink_BlocksPutAndCommitted_AreTheBlob()
    {
        var link = await WriteLinkAsync();
        await PutBlockAsync(link, "AAAA", "hello ");
        await PutBlockAsync(link, "BBBB", "world");
        var blocks = await Store.ListUncommittedBlocksAsync(ClipPath, default);
        Assert.Equal([new("AAAA", 6), new("BBBB", 5)], blocks.OrderBy(block => block.Id));
        Assert.Null(await Store.GetFactsAsync(ClipPath, default));

        var facts = await Store.CommitBlocksAsync(ClipPath, ["AAAA", "BBBB"], "video/mp4", default);
        Assert.Equal((11L, "video/mp4"), (facts!.Length, facts.ContentType));
        Assert.Equal("hello world", await ReadAsync(ClipPath));
        Assert.Empty(await Store.ListUncommittedBlocksAsync(ClipPath, default));
    }

    [Fact]
    public async Task CommitBlocksAsync_BlockMissing_ReturnsNullAndKeepsWhatWasPut()
    {
        await PutBlockAsync(await WriteLinkAsync(), "AAAA", "x");
        Assert.Null(await Store.CommitBlocksAsync(ClipPath, ["AAAA", "BBBB"], "video/mp4", default));
        Assert.Null(await Store.GetFactsAsync(ClipPath, default));
        Assert.Equal("AAAA", Assert.Single(await Store.ListUncommittedBlocksAsync(ClipPath, default)).Id);
    }

    [Fact]
    public async Task WriteLink_AnotherBlobOrReading_IsRefused()
    {
        await WriteAsync(ClipPath, "secret");
        var link = await WriteLinkAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await Http.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Http.DeleteAsync(link)).StatusCode);
        var elsewhere = new Uri(link.AbsoluteUri.Replace("source.mp4", "other.mp4", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await TryPutBlockAsync(elsewhere, "AAAA", "x")).StatusCode);
    }

    [Fact]
    public async Task WriteLink_Over_IsRefused()
    {
        var link = await Store.CreateWriteLinkAsync(ClipPath, TimeSpan.FromMinutes(-1), default);
        Assert.Equal(HttpStatusCode.Forbidden, (await TryPutBlockAsync(link, "AAAA", "x")).StatusCode);
    }

    [Fact]
    public async Task ReadLink_WholeAndRange_GivesTheBytesUnderTheName()
    {
        await WriteAsync(ClipPath, "0123456789");
        var link = await Store.CreateReadLinkAsync(ClipPath, Life, "Mein \"Clip\" ä.mp4", default);
        var whole = await Http.GetAsync(link);
        Assert.Equal("0123456789", await whole.Content.ReadAsStringAsync());
        Assert.Equal("attachment", whole.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Mein \"Clip\" ä.mp4", whole.Content.Headers.ContentDisposition?.FileNameStar);
        using var part = new HttpRequestMessage(HttpMethod.Get, link);
        part.Headers.Range = new RangeHeaderValue(2, 4);
        var ranged = await Http.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, "234"), (ranged.StatusCode, await ranged.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task ReadLink_AnotherBlobOrWriting_IsRefused()
    {
        await WriteAsync(ClipPath, "x");
        await WriteAsync("org2/videos/v1/source.mp4", "theirs");
        var link = await Store.CreateReadLinkAsync(ClipPath, Life, null, default);
        Assert.Equal(HttpStatusCode.Forbidden, (await TryPutBlockAsync(link, "AAAA", "x")).StatusCode);
        var theirs = link.AbsoluteUri.Replace("org1", "org2", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Http.GetAsync(theirs)).StatusCode);
    }
}
