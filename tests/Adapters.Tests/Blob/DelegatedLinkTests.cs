using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Azure.Core.Pipeline;
using Shortloop.Adapters.Blob;

namespace Shortloop.Adapters.Tests.Blob;

/// <summary>How long a user delegation key is used, and what is signed with it, against an account that only gives out keys.</summary>
public sealed class DelegatedLinkTests : IDisposable
{
    private const string Path = "org1/videos/v1/original";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly FakeClock clock = new();
    private readonly KeyGiver account = new();
    private readonly AzureBlobStore store;

    public DelegatedLinkTests() => store = new AzureBlobStore(
        new AzureBlobStoreOptions
        {
            ServiceUri = new Uri("https://acme.blob.core.windows.net"),
            Credential = new UnsignedIdentity(),
            Transport = new HttpClientTransport(new HttpClient(account, disposeHandler: false)),
        },
        clock);

    public void Dispose()
    {
        store.Dispose();
        account.Dispose();
    }

    [Fact]
    public async Task CreateWriteLinkAsync_Identity_IsSignedAsTheServiceReckons()
    {
        var link = await store.CreateWriteLinkAsync(Path, Life, default);

        var query = HttpUtility.ParseQueryString(link.Query);
        Assert.Equal(("https", "acme.blob.core.windows.net", "/media/" + Path), (link.Scheme, link.Host, link.AbsolutePath));
        Assert.Equal(("cw", "b", "https"), (query["sp"], query["sr"], query["spr"]));
        Assert.Equal((clock.GetUtcNow() + Life, clock.GetUtcNow().AddMinutes(-5)), (Instant(query["se"]), Instant(query["st"])));
        // https://learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas, version 2020-12-06 and later. Empty are: who may and may not use
        // it, a correlation, addresses; a snapshot, an encryption scope, and the five response headers.
        string[] signed =
        [
            query["sp"]!, query["st"]!, query["se"]!, $"/blob/acme/media/{Path}",
            query["skoid"]!, query["sktid"]!, query["skt"]!, query["ske"]!, query["sks"]!, query["skv"]!,
            "", "", "", "", query["spr"]!, query["sv"]!, query["sr"]!, "", "", "", "", "", "", "",
        ];
        var signature = HMACSHA256.HashData(KeyGiver.Key, Encoding.UTF8.GetBytes(string.Join('\n', signed)));
        Assert.Equal(Convert.ToBase64String(signature), query["sig"]);
    }

    [Fact]
    public async Task CreateWriteLinkAsync_Many_ShareAKeyThatOutlivesThem()
    {
        for (var hour = 0; hour < 7; hour++, clock.Advance(TimeSpan.FromHours(1)))
        {
            var query = HttpUtility.ParseQueryString((await store.CreateWriteLinkAsync(Path, Life, default)).Query);
            Assert.True(Instant(query["ske"]) >= Instant(query["se"]));
        }

        Assert.Single(account.Asked);
    }

    [Fact]
    public async Task CreateWriteLinkAsync_KeyEndsBeforeTheLink_AsksForANewOneInTime()
    {
        await store.CreateWriteLinkAsync(Path, Life, default);
        clock.Advance(TimeSpan.FromHours(7.75));

        var query = HttpUtility.ParseQueryString((await store.CreateWriteLinkAsync(Path, Life, default)).Query);

        Assert.Equal(2, account.Asked.Count);
        Assert.True(Instant(query["ske"]) >= Instant(query["se"]));
        Assert.True(Instant(query["skt"]) <= Instant(query["st"]));
    }

    [Fact]
    public async Task CreateWriteLinkAsync_AtOnce_AskOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.CreateWriteLinkAsync(Path, Life, default)));
        Assert.Single(account.Asked);
    }

    [Fact]
    public async Task CreateWriteLinkAsync_LongerThanAKeyMayLive_Throws()
    {
        var link = await store.CreateWriteLinkAsync(Path, TimeSpan.FromDays(6), default);
        Assert.Contains("ske=", link.Query, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.CreateWriteLinkAsync(Path, TimeSpan.FromDays(7), default));
    }

    private static DateTimeOffset Instant(string? text) => DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture);

    /// <summary>Gives out one key, for the time that is asked for.</summary>
    private sealed class KeyGiver : HttpMessageHandler
    {
        public static readonly byte[] Key = SHA256.HashData("a key"u8);

        public List<string> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("?restype=service&comp=userdelegationkey", request.RequestUri!.Query);
            var span = await request.Content!.ReadAsStringAsync(cancellationToken);
            lock (Asked)
                Asked.Add(span);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $"""
                    <?xml version="1.0" encoding="utf-8"?>
                    <UserDelegationKey><SignedOid>22222222-2222-2222-2222-222222222222</SignedOid><SignedTid>11111111-1111-1111-1111-111111111111</SignedTid>
                    <SignedStart>{Between(span, "Start")}</SignedStart><SignedExpiry>{Between(span, "Expiry")}</SignedExpiry>
                    <SignedService>b</SignedService><SignedVersion>2023-01-03</SignedVersion><Value>{Convert.ToBase64String(Key)}</Value></UserDelegationKey>
                    """, Encoding.UTF8, "application/xml"),
            };
        }

        private static string Between(string xml, string name) => xml.Split($"<{name}>")[1].Split($"</{name}>")[0];
    }
}
