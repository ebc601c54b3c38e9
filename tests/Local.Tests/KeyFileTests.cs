using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Functions.Accounts;

namespace Shortloop.Local.Tests;

/// <summary>keys.json holds the keys that seal tokens; what was sealed opens after every change of it.</summary>
public sealed class KeyFileTests : IDisposable
{
    private static readonly CancellationToken Cancellation = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;

    private string Path => System.IO.Path.Combine(_folder, KeyFile.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Add_NewKey_SealsAndIsThereAfterARestart()
    {
        var keys = Open();
        string before = new SecretBox(keys).Seal("token", "context");

        await keys.AddAsync(1, Cancellation);
        await keys.AddAsync(1, Cancellation);
        string after = new SecretBox(keys).Seal("token", "context");

        var again = Open();
        Assert.Equal(2, again.Current.Sealing);
        Assert.StartsWith("v2.", after, StringComparison.Ordinal);
        Assert.Equal(["token", "token"], ((string[])[before, after]).Select(text => new SecretBox(again).Open(text, "context")));
        Assert.All(await again.ListAsync(Cancellation), key => Assert.NotNull(key.MadeAt));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task Disable_OldKey_OpensNothingAndItsNumberIsNotGivenAgain()
    {
        var keys = Open();
        string old = new SecretBox(keys).Seal("token", "context");
        await keys.AddAsync(1, Cancellation);

        await keys.DisableAsync(1, Cancellation);
        await keys.AddAsync(1, Cancellation);

        var again = Open();
        Assert.Equal([2], again.Current.Keys.Keys);
        Assert.Throws<CryptographicException>(() => new SecretBox(again).Open(old, "context"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.DisableAsync(2, Cancellation));
        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(Path, Cancellation))!["retiredTokenKeys"]!["1"]);
    }

    [Fact]
    public async Task Add_NewestPutAwayByHand_TheNextNumberIsAboveIt()
    {
        string key = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(Path, $$"""{"tokenKeys":{"1":"{{key}}"},"retiredTokenKeys":{"2":"{{key}}"},"queueKey":"q","blobKey":"b"}""", Cancellation);
        var keys = Open();

        await keys.AddAsync(1, Cancellation);
        await keys.AddAsync(1, Cancellation);

        Assert.Equal([1, 3], keys.Current.Keys.Keys.Order());
    }

    [Theory]
    [InlineData("", "at line 1")]
    [InlineData("null", "it is empty")]
    [InlineData("""{"queueKey":"q","blobKey":"b"}""", "tokenKeys holds no key")]
    [InlineData("""{"tokenKeys":{},"queueKey":"q","blobKey":"b"}""", "tokenKeys holds no key")]
    [InlineData("""{"tokenKeys":{"one":"KEY"},"queueKey":"q","blobKey":"b"}""", "at line 1")]
    [InlineData("""{"tokenKeys":{"0":"KEY"},"queueKey":"q","blobKey":"b"}""", "key 0 has a number below 1")]
    [InlineData("""{"tokenKeys":{"1":"KEY","2":"c2hvcnQ="},"queueKey":"q","blobKey":"b"}""", "key 2 is not 32 bytes in Base64")]
    [InlineData("""{"tokenKeys":{"2":"KEY"},"retiredTokenKeys":{"1":null},"queueKey":"q","blobKey":"b"}""", "key 1 is not 32 bytes in Base64")]
    [InlineData("""{"tokenKeys":{"1":"KEY"},"blobKey":"b"}""", "queueKey is missing")]
    [InlineData("""{"tokenKeys":{"1":"KEY"},"queueKey":"q"}""", "blobKey is missing")]
    public async Task ReadOrMake_FileThatCannotBe_SaysWhatIsWrongAndNoKey(string content, string said)
    {
        string key = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        await File.WriteAllTextAsync(Path, content.Replace("KEY", key, StringComparison.Ordinal), Cancellation);

        var error = Assert.Throws<StartException>(() => KeyFile.ReadOrMake(Path));

        Assert.Contains($"{Path} can't be used: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ=", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_FileOfAnOldInstallation_KnowsNoAge()
    {
        string key = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(Path, $$"""{"tokenKeys":{"1":"{{key}}"},"queueKey":"q","blobKey":"b"}""", Cancellation);

        Assert.Equal([new KeyAge(1, null)], await Open().ListAsync(Cancellation));
        Assert.Equal(("q", "b"), (KeyFile.ReadOrMake(Path).QueueKey, KeyFile.ReadOrMake(Path).BlobKey));
    }

    [Fact]
    public async Task AccessTokens_KeyFollowedByAnother_OldOnesAreStillRead()
    {
        var keys = Open();
        var tokens = new JwtAccessTokens(AccessTokenKeys.DerivedFrom(keys), TimeProvider.System);
        var mara = new AccessClaims("usr_01", "ses_01", "org_01");
        string before = tokens.Issue(mara, DateTimeOffset.UtcNow.AddMinutes(15));

        await keys.AddAsync(1, Cancellation);
        string after = tokens.Issue(mara, DateTimeOffset.UtcNow.AddMinutes(15));

        var elsewhere = new JwtAccessTokens(AccessTokenKeys.DerivedFrom(new Behind(keys)), TimeProvider.System);
        Assert.Equal(tokens.Read(before), tokens.Read(after));
        Assert.Equal(tokens.Read(after), elsewhere.Read(after));
        Assert.NotNull(elsewhere.Read(before));
    }

    private KeyFile Open() => new(Path, TimeProvider.System);

    /// <summary>An instance that has not met the newest key until it looks again.</summary>
    private sealed class Behind(IKeyRing ring) : IKeyRing
    {
        private bool _looked;

        public KeySet Current => _looked ? ring.Current : new KeySet(ring.Current.Keys.Where(key => key.Key == 1).ToDictionary(), 1);

        public KeySet LookAgain(int number)
        {
            _looked = true;
            return Current;
        }
    }
}
