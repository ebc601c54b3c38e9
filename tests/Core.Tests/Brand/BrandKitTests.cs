using Shortloop.Core.Accounts;
using Shortloop.Core.Brand;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Brand;

public sealed class BrandKitTests : IDisposable
{
    private static readonly Principal Owner = Workbench.Owner;
    private static readonly string[] Blocks = ["AAAA"];

    private readonly Workbench _bench = new();
    private readonly MemoryBlobs _blobs = new();

    private BrandKit Kit => new(_bench.Store, _blobs, _bench.Events, _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("#AbC", "#aabbcc")]
    [InlineData(" #00FF7f ", "#00ff7f")]
    [InlineData("#00FF7f80", "#00ff7f80")]
    [InlineData("00ff7f", null)]
    [InlineData("#00ff7", null)]
    [InlineData("#00ff7g", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task Add_Colour_IsOneSpellingOrRefused(string? given, string? kept)
    {
        Outcome<BrandKit.Added> outcome = await Kit.AddAsync(Owner, new NewBrandEntry(BrandType.Colour, "Main", Colour: given), default);

        Assert.Equal(kept, outcome.Succeeded(out BrandKit.Added? added, out _) ? added.Entry.Colour : null);
        Assert.Equal(kept is null ? ["colour"] : null, outcome.Problem?.Details?.Keys);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(BrandRules.MaxTone, true)]
    [InlineData(BrandRules.MaxTone + 1, false)]
    public async Task Add_Tone_HasALimit(int length, bool taken) =>
        Assert.Equal(taken, (await Kit.AddAsync(Owner, new NewBrandEntry(BrandType.Tone, "Voice", Tone: new string('t', length)), default)).Problem is null);

    [Fact]
    public async Task Complete_APicture_IsKeptWhereNoLinkCanWrite()
    {
        byte[] png = SampleFiles.Png(64, 32);
        BrandEntry entry = await AddFileAsync(BrandType.Logo, png);

        BrandEntry done = Doorstep.Must(await Kit.CompleteAsync(Owner, entry.Id, Blocks, default));

        Assert.Equal(new BrandFile("logo.exe", png.Length, BrandFormat.Png, 64, 32), done.File);
        Assert.Equal([entry.FilePath], _blobs.Files.Keys);
        Assert.Equal("image/png", _blobs.Files[entry.FilePath].Type);
        Assert.Equal(png, _blobs.Files[entry.FilePath].Bytes);
        Assert.Equal([entry.UploadPath], _blobs.WriteLinks);
        Assert.Equal(done.ETag, Doorstep.Must(await Kit.CompleteAsync(Owner, entry.Id, Blocks, default)).ETag);
    }

    [Fact]
    public async Task Complete_Music_IsKeptWithItsLicence()
    {
        BrandEntry entry = await AddFileAsync(BrandType.Music, SampleFiles.Wav);

        BrandEntry done = Doorstep.Must(await Kit.CompleteAsync(Owner, entry.Id, Blocks, default));

        Assert.Equal((BrandFormat.Wav, null, "Our own recording."), (done.File!.Format, done.File.Width, done.Licence));
        Assert.Equal("audio/wav", _blobs.Files[entry.FilePath].Type);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public async Task Add_MusicWithoutALicence_IsRefused(string? licence) => Assert.Equal(
        "invalid_request", (await Kit.AddAsync(Owner, FileOf(BrandType.Music) with { Licence = licence }, default)).Problem?.Code);

    public static TheoryData<BrandType, byte[], string> Refused => new()
    {
        { BrandType.Logo, SampleFiles.Svg, "unsupported_picture" },
        { BrandType.Image, SampleFiles.Ttf, "unsupported_picture" },
        { BrandType.Font, SampleFiles.Png(1, 1), "unsupported_font" },
        { BrandType.Music, SampleFiles.Png(1, 1), "unsupported_music" },
        { BrandType.Music, [0xFF, 0xFB, 0xF0, 0x00], "unsupported_music" },
        { BrandType.Image, SampleFiles.Wav, "unsupported_picture" },
        { BrandType.Watermark, SampleFiles.Png(BrandRules.MaxPixels + 1, 1), "picture_too_large" },
        { BrandType.Image, [.. SampleFiles.Png(1, 1), .. new byte[BrandRules.MaxFileBytes]], "file_too_large" },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)] // Whole files: listing them before would take gigabytes.
    public async Task Complete_WhatItShouldNotBe_IsRefusedAndNothingIsKept(BrandType type, byte[] bytes, string code)
    {
        BrandEntry entry = await AddFileAsync(type, bytes);

        Assert.Equal(code, (await Kit.CompleteAsync(Owner, entry.Id, Blocks, default)).Problem?.Code);

        Assert.Empty(_blobs.Files);
        Assert.Empty((await Kit.ListAsync(Owner.OrgId, null, null, 50, default)).Items);
    }

    [Fact]
    public async Task Complete_BeforeTheBytesHaveCome_SaysSo()
    {
        BrandEntry entry = Doorstep.Must(await Kit.AddAsync(Owner, FileOf(BrandType.Logo), default)).Entry;

        Assert.Equal("blocks_missing", (await Kit.CompleteAsync(Owner, entry.Id, Blocks, default)).Problem?.Code);
        Assert.Equal("invalid_request", (await Kit.CompleteAsync(Owner, entry.Id, [null!], default)).Problem?.Code);
        Assert.Equal("invalid_request", (await Kit.CompleteAsync(Owner, entry.Id, null, default)).Problem?.Code);
    }

    [Fact]
    public async Task Delete_AFile_RemovesItsBytes()
    {
        BrandEntry entry = await AddFileAsync(BrandType.Logo, SampleFiles.Png(1, 1));
        await Kit.CompleteAsync(Owner, entry.Id, Blocks, default);

        Assert.Equal("not_found", (await Kit.DeleteAsync(new Principal("usr_x", "org_x", Role.Owner), entry.Id, default))?.Code);
        Assert.NotEmpty(_blobs.Files);
        Assert.Null(await Kit.DeleteAsync(Owner, entry.Id, default));

        Assert.Empty(_blobs.Files);
        Assert.Equal("not_found", (await Kit.DeleteAsync(Owner, entry.Id, default))?.Code);
    }

    [Fact]
    public async Task Add_MoreOfAType_ThanThereMayBe_IsRefused()
    {
        for (int i = 0; i < BrandRules.MaxOfType; i++)
            Doorstep.Must(await Kit.AddAsync(Owner, new NewBrandEntry(BrandType.Colour, $"Colour {i}", "#fff"), default));

        Assert.Equal("brand_kit_full", (await Kit.AddAsync(Owner, new NewBrandEntry(BrandType.Colour, "Too many", "#fff"), default)).Problem?.Code);
        Assert.Null((await Kit.AddAsync(Owner, new NewBrandEntry(BrandType.Tone, "Voice", Tone: "Warm."), default)).Problem);
        Assert.Equal(50, (await Kit.ListAsync(Owner.OrgId, BrandType.Colour, null, 50, default)).Items.Count);
        Assert.Single((await Kit.ListAsync(Owner.OrgId, BrandType.Tone, null, 50, default)).Items);
    }

    [Theory]
    [InlineData("", 10L, "invalid_request")]
    [InlineData("a.png", 0L, "invalid_request")]
    [InlineData("a.png", null, "invalid_request")]
    [InlineData("a.png", BrandRules.MaxFileBytes + 1, "file_too_large")]
    public async Task Add_FileThatCannotBe_IsRefused(string name, long? size, string code) =>
        Assert.Equal(code, (await Kit.AddAsync(Owner, new NewBrandEntry(BrandType.Logo, "Logo", FileName: name, SizeBytes: size), default)).Problem?.Code);

    private static NewBrandEntry FileOf(BrandType type) => new(type, "Ours", FileName: "C:\\pictures\\logo.exe", SizeBytes: 100, Licence: "Our own recording.");

    private async Task<BrandEntry> AddFileAsync(BrandType type, byte[] bytes)
    {
        BrandEntry entry = Doorstep.Must(await Kit.AddAsync(Owner, FileOf(type), default)).Entry;
        _blobs.Uncommitted[entry.UploadPath] = bytes;
        return entry;
    }

    /// <summary>Storage in a dictionary; the real one has its own tests and is used end to end.</summary>
    private sealed class MemoryBlobs : IBlobStore
    {
        public Dictionary<string, (string Type, byte[] Bytes)> Files { get; } = [];

        public Dictionary<string, byte[]> Uncommitted { get; } = [];

        public List<string> WriteLinks { get; } = [];

        public Task EnsureReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<Uri> CreateWriteLinkAsync(string path, TimeSpan life, CancellationToken cancellation)
        {
            WriteLinks.Add(path);
            return Task.FromResult(new Uri($"https://storage.example/{path}"));
        }

        public Task<Uri> CreateReadLinkAsync(string path, TimeSpan life, string? downloadName, CancellationToken cancellation) =>
            Task.FromResult(new Uri($"https://storage.example/{path}"));

        public Task<IReadOnlyList<BlobBlock>> ListUncommittedBlocksAsync(string path, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<BlobFacts?> CommitBlocksAsync(string path, IReadOnlyList<string> blockIds, string contentType, CancellationToken cancellation)
        {
            if (!Uncommitted.Remove(path, out byte[]? bytes))
                return Task.FromResult<BlobFacts?>(null);
            Files[path] = (contentType, bytes);
            return GetFactsAsync(path, cancellation);
        }

        public Task<BlobFacts?> GetFactsAsync(string path, CancellationToken cancellation) =>
            Task.FromResult(Files.TryGetValue(path, out var file) ? new BlobFacts(path, file.Bytes.Length, file.Type, "1") : null);

        public Task<Stream?> OpenReadAsync(string path, long offset, CancellationToken cancellation) =>
            Task.FromResult<Stream?>(Files.TryGetValue(path, out var file) ? new MemoryStream(file.Bytes) : null);

        public async Task<BlobFacts> WriteAsync(string path, Stream content, string contentType, CancellationToken cancellation)
        {
            using var whole = new MemoryStream();
            await content.CopyToAsync(whole, cancellation);
            Files[path] = (contentType, whole.ToArray());
            return new BlobFacts(path, whole.Length, contentType, "1");
        }

        public Task PutBlockAsync(string path, string blockId, Stream content, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<BlobFacts?> CopyAsync(string from, string to, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Page<BlobFacts>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeletePrefixAsync(string prefix, CancellationToken cancellation)
        {
            foreach (string path in Files.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).ToList())
                Files.Remove(path);
            return Task.CompletedTask;
        }
    }
}
