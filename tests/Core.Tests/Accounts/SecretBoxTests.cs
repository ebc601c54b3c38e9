using System.Security.Cryptography;
using Shortloop.Core.Accounts;

namespace Shortloop.Core.Tests.Accounts;

public sealed class SecretBoxTests
{
    private static readonly byte[] First = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] Second = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Open_SealedText_GivesItBack()
    {
        var box = new SecretBox(new Dictionary<int, byte[]> { [1] = First });
        Assert.Equal("act.секрет", box.Open(box.Seal("act.секрет", "a"), "a"));
    }

    [Fact]
    public void Seal_SameTextTwice_LooksDifferent()
    {
        var box = new SecretBox(new Dictionary<int, byte[]> { [1] = First });
        Assert.NotEqual(box.Seal("token", "a"), box.Seal("token", "a"));
    }

    [Fact]
    public void Open_AnotherContext_Refuses()
    {
        var box = new SecretBox(new Dictionary<int, byte[]> { [1] = First });
        string sealedText = box.Seal("token", "account/1/access");
        Assert.ThrowsAny<CryptographicException>(() => box.Open(sealedText, "account/2/access"));
    }

    [Fact]
    public void Open_AfterRotation_StillOpensOldAndSealsWithNew()
    {
        string old = new SecretBox(new Dictionary<int, byte[]> { [1] = First }).Seal("token", "a");
        var rotated = new SecretBox(new Dictionary<int, byte[]> { [1] = First, [2] = Second });
        Assert.Equal("token", rotated.Open(old, "a"));
        Assert.StartsWith("v2.", rotated.Seal("token", "a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1.")]
    [InlineData("v9.AAAA")]
    [InlineData("v1.AAAA")]
    [InlineData("v1.%%%not base64url%%%")]
    [InlineData("plain")]
    public void Open_NotASealedValue_Refuses(string text)
    {
        var box = new SecretBox(new Dictionary<int, byte[]> { [1] = First });
        Assert.ThrowsAny<CryptographicException>(() => box.Open(text, "a"));
    }

    [Fact]
    public void Open_EveryFlippedByte_Refuses()
    {
        var box = new SecretBox(new Dictionary<int, byte[]> { [1] = First });
        byte[] bytes = System.Buffers.Text.Base64Url.DecodeFromChars(box.Seal("token", "a").AsSpan(3));
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] flipped = [.. bytes];
            flipped[i] ^= 1;
            string text = "v1." + System.Buffers.Text.Base64Url.EncodeToString(flipped);
            Assert.ThrowsAny<CryptographicException>(() => box.Open(text, "a"));
        }
    }
}
