using System.Net;
using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

/// <summary>What <see cref="IBlobStore"/> promises, as tests on whichever store a subclass brings, links used by a plain HTTP client.</summary>
public abstract partial class BlobStoreContract
{
    private const string ClipPath = "org1/videos/v1/source.mp4";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly HttpClient Plain = new();

    /// <summary>Ready and empty.</summary>
    protected abstract IBlobStore Store { get; }

    /// <summary>What links are used with.</summary>
    protected virtual HttpClient Http => Plain;

    [Fact]
    public async Task GetFactsAndOpenRead_Unknown_ReturnNull()
    {
        Assert.Null(await Store.GetFactsAsync(ClipPath, default));
        Assert.Null(await Store.OpenReadAsync(ClipPath, 0, default));
        Assert.Empty(await Store.ListUncommittedBlocksAsync(ClipPath, default));
    }

    [Fact]
    public async Task WriteAsync_Twice_TheSecondStays()
    {
        var first = await WriteAsync(ClipPath, "first");
        var second = await WriteAsync(ClipPath, "second one");
        Assert.Equal(new BlobFacts(ClipPath, 10, "text/plain", second.ETag), second);
        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(second, await Store.GetFactsAsync(ClipPath, default));
        Assert.Equal("second one", await ReadAsync(ClipPath));
    }

    [Fact]
    public async Task OpenReadAsync_FromOffset_ReadsTheRest()
    {
        await WriteAsync(ClipPath, "0123456789");
        Assert.Equal("6789", await ReadAsync(ClipPath, offset: 6));
        Assert.Equal("", await ReadAsync(ClipPath, offset: 10));
    }

    [Fact]
    public async Task PutBlockAsync_ThenCommitted_IsOneBlobInTheListsOrder()
    {
        foreach (var (id, content) in ((string, string)[])[("BBBB", "second"), ("AAAA", "old"), ("CCCC", "left out"), ("AAAA", "first ")])
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
            await Store.PutBlockAsync(ClipPath, id, stream, default);
        }

        var facts = await Store.CommitBlocksAsync(ClipPath, ["AAAA", "BBBB"], "text/plain", default);

        Assert.Equal(12, facts!.Length);
        Assert.Equal("first second", await ReadAsync(ClipPath));
    }

    [Fact]
    public async Task CopyAsync_OfABlob_IsTheSameUnderAnotherNameAndStays()
    {
        const string copy = "org1/videos/v1/copy.mp4";
        Assert.Null(await Store.CopyAsync(ClipPath, copy, default));
        await WriteAsync(ClipPath, "first");
        var made = await Store.CopyAsync(ClipPath, copy, default);
        Assert.Equal((copy, 5L, "text/plain"), (made!.Path, made.Length, made.ContentType));

        await WriteAsync(ClipPath, "second one");
        Assert.Equal(made, await Store.CopyAsync(ClipPath, copy, default));
        await Store.DeletePrefixAsync(ClipPath, default);
        Assert.Equal("first", await ReadAsync(copy));
    }

    [Fact]
    public async Task CopyAsync_OfBlocks_IsWhole()
    {
        const string copy = "org1/videos/v1/copy.mp4";
        var link = await WriteLinkAsync();
        await PutBlockAsync(link, "AAAA", "hello ");
        await PutBlockAsync(link, "BBBB", "world");
        Assert.Null(await Store.CopyAsync(ClipPath, copy, default));
        await Store.CommitBlocksAsync(ClipPath, ["AAAA", "BBBB"], "video/mp4", default);
        Assert.Equal(11, (await Store.CopyAsync(ClipPath, copy, default))!.Length);
        await Store.DeletePrefixAsync(ClipPath, default);
        Assert.Equal("hello world", await ReadAsync(copy));
    }

    [Fact]
    public async Task CopyAsync_OverBlocksThatWereNeverCommitted_TakesTheirPlace()
    {
        const string copy = "org1/videos/v1/copy.mp4";
        await PutBlockAsync(await WriteLinkAsync(copy), "AAAA", "half");
        await WriteAsync(ClipPath, "whole");

        Assert.Equal(5, (await Store.CopyAsync(ClipPath, copy, default))!.Length);
        Assert.Equal("whole", await ReadAsync(copy));
    }

    [Fact]
    public async Task ListAsync_PageByPage_SeesThePrefixOnly()
    {
        foreach (var path in (string[])["org1/videos/v1/a.jpg", "org1/videos/v1/deep/b.jpg", "org1/videos/v2/c.jpg", "org12/videos/v1/d.jpg", "org1/brand/b1/e.png"])
            await WriteAsync(path, path);
        await PutBlockAsync(await WriteLinkAsync("org1/videos/v3/half.mp4"), "AAAA", "x");
        var seen = new List<BlobFacts>();
        string? next = null;
        do
        {
            var page = await Store.ListAsync("org1/videos/", 2, next, default);
            Assert.True(page.Items.Count <= 2);
            seen.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(["org1/videos/v1/a.jpg", "org1/videos/v1/deep/b.jpg", "org1/videos/v2/c.jpg"], seen.Select(blob => blob.Path));
        Assert.Equal((20L, "text/plain"), (seen[0].Length, seen[0].ContentType));
    }

    [Fact]
    public async Task EnsureReadyAsync_Again_ChangesNothing()
    {
        await WriteAsync(ClipPath, "x");
        await Store.EnsureReadyAsync(default);
        Assert.Equal("x", await ReadAsync(ClipPath));
    }

    [Fact]
    public async Task DeletePrefixAsync_OneVideo_LeavesTheOthers()
    {
        await WriteAsync("org1/videos/v1/a.jpg", "x");
        await WriteAsync("org1/videos/v1/deep/b.jpg", "x");
        await WriteAsync("org1/videos/v12/a.jpg", "x");
        await WriteAsync("org2/videos/v1/a.jpg", "x");
        await PutBlockAsync(await WriteLinkAsync("org1/videos/v1/half.mp4"), "AAAA", "x");
        await Store.DeletePrefixAsync("org1/videos/v1/", default);
        await Store.DeletePrefixAsync("org1/videos/v1/", default);
        Assert.Null(await Store.GetFactsAsync("org1/videos/v1/a.jpg", default));
        Assert.Null(await Store.GetFactsAsync("org1/videos/v1/deep/b.jpg", default));
        Assert.Empty(await Store.ListUncommittedBlocksAsync("org1/videos/v1/half.mp4", default));
        Assert.NotNull(await Store.GetFactsAsync("org1/videos/v12/a.jpg", default));
        Assert.NotNull(await Store.GetFactsAsync("org2/videos/v1/a.jpg", default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.mp4")]
    [InlineData("org1/videos/a.mp4")]
    [InlineData("/org1/videos/v1/a.mp4")]
    [InlineData("org1//v1/a.mp4")]
    [InlineData("org1/videos/../a.mp4")]
    [InlineData("org1/videos/./a.mp4")]
    [InlineData("org1/videos/v1/..")]
    [InlineData("org1/videos/v1/")]
    [InlineData("org1/videos/v1/a b.mp4")]
    [InlineData("org1/videos/v1/a?b")]
    [InlineData("org1/videos/v1/a%2Fb")]
    [InlineData("org1\\videos\\v1\\a")]
    public async Task AnyCall_PathOutOfShape_Throws(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.GetFactsAsync(path, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CreateWriteLinkAsync(path, Life, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CreateReadLinkAsync(path, Life, null, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("org1")]
    [InlineData("../org1/")]
    public Task DeletePrefixAsync_NotWithinOneOrganisation_Throws(string prefix) =>
        Assert.ThrowsAsync<ArgumentException>(async () => await Store.DeletePrefixAsync(prefix, default));

    private async Task<BlobFacts> WriteAsync(string path, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await Store.WriteAsync(path, stream, "text/plain", default);
    }

    private async Task<string> ReadAsync(string path, long offset = 0)
    {
        using var reader = new StreamReader((await Store.OpenReadAsync(path, offset, default))!);
        return await reader.ReadToEndAsync();
    }

    private Task<Uri> WriteLinkAsync(string path = ClipPath) => Store.CreateWriteLinkAsync(path, Life, default);

    private async Task PutBlockAsync(Uri link, string id, string content) =>
        Assert.Equal(HttpStatusCode.Created, (await TryPutBlockAsync(link, id, content)).StatusCode);

    private Task<HttpResponseMessage> TryPutBlockAsync(Uri link, string id, string content) =>
        Http.PutAsync($"{link}&comp=block&blockid={Uri.EscapeDataString(id)}", new StringContent(content));
}
