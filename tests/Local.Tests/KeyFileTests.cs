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

        await keys.AddAsync(2, Cancellation);
        await keys.AddAsync(2, Cancellation);
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
        await keys.AddAsync(2, Cancellation);

        await keys.DisableAsync(1, Cancellation);
        await keys.AddAsync(1, Cancellation);

        var again = Open();
        Assert.Equal([2], again.Current.Keys.Keys);
        Assert.Throws<CryptographicException>(() => new SecretBox(again).Open(old, "context"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.DisableAsync(2, Cancellation));
        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(Path, Cancellation))!["retiredTokenKeys"]!["1"]);
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

        await keys.AddAsync(2, Cancellation);
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
