using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Videos;

public sealed class ContentSnifferTests
{
    [Theory]
    [InlineData("00000020667479706973 6F6D", MediaFormat.Mp4)]
    [InlineData("000000086D6F6F76 00000000", MediaFormat.Mp4)]
    [InlineData("1A45DFA3 9F4286810142F781", MediaFormat.Matroska)]
    [InlineData("52494646 00000000 41564920", MediaFormat.Avi)]
    [InlineData("52494646 00000000 57415645", null)]
    [InlineData("89504E47 0D0A1A0A 0000000D", null)]
    [InlineData("2345585 44D3355", null)]
    [InlineData("", null)]
    [InlineData("1A45", null)]
    public void Sniff_FirstBytes_TellTheContainer(string hex, MediaFormat? expected)
    {
        string digits = hex.Replace(" ", "", StringComparison.Ordinal);
        byte[] head = Convert.FromHexString(digits.Length % 2 == 0 ? digits : digits + "0");
        Assert.Equal(expected, ContentSniffer.Sniff(head.AsSpan(0, digits.Length / 2)));
    }
}
