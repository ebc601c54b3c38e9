using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Ports;
using Shortloop.Functions.Accounts;

namespace Shortloop.Local.Tests.Accounts;

public sealed class JwtAccessTokensTests
{
    private static readonly AccessClaims Mara = new("usr_mara", "ses_1", "org_1");
    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(32);

    private readonly FixedClock _clock = new();

    [Fact]
    public void Read_OwnToken_GivesItsClaims() => Assert.Equal(Mara, Tokens((1, Old)).Read(Issue((1, Old))));

    [Fact]
    public void Read_AfterItsTime_IsNull()
    {
        string token = Issue((1, Old));
        _clock.Now += TimeSpan.FromMinutes(15);

        Assert.Null(Tokens((1, Old)).Read(token));
    }

    [Fact]
    public void Read_SignedWithAnOlderKeyThatIsStillThere_IsGood()
    {
        Assert.Equal(Mara, Tokens((1, Old), (2, New)).Read(Issue((1, Old))));
        Assert.Null(Tokens((2, New)).Read(Issue((1, Old))));
        Assert.Null(Tokens((1, New)).Read(Issue((1, Old))));
    }

    [Fact]
    public void Read_PayloadChanged_IsNull()
    {
        string[] parts = Issue((1, Old)).Split('.');
        string payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("usr_mara", "usr_joe", StringComparison.Ordinal);

        Assert.Null(Tokens((1, Old)).Read($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.{parts[2]}"));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    public void Read_AlgorithmOfTheTokensOwnChoosing_IsNull(string algorithm)
    {
        string[] parts = Issue((1, Old)).Split('.');
        string header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"1"}"""));

        Assert.Null(Tokens((1, Old)).Read($"{header}.{parts[1]}."));
        Assert.Null(Tokens((1, Old)).Read($"{header}.{parts[1]}.{parts[2]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("not a token")]
    public void Read_Nonsense_IsNull(string token) => Assert.Null(Tokens((1, Old)).Read(token));

    private string Issue(params (int Version, byte[] Key)[] keys) => Tokens(keys).Issue(Mara, _clock.Now + TimeSpan.FromMinutes(15));

    private JwtAccessTokens Tokens(params (int Version, byte[] Key)[] keys) =>
        new(new AccessTokenKeys(keys.ToDictionary(key => key.Version, key => key.Key)), _clock);

    private sealed class FixedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
