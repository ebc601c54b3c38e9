using Shortloop.Core.Brand;

namespace Shortloop.Core.Tests.Brand;

public sealed class BrandFileSnifferTests
{
    public static TheoryData<byte[], BrandFormat, int, int> Known => new()
    {
        { SampleFiles.Png(640, 480), BrandFormat.Png, 640, 480 },
        { SampleFiles.Jpeg(640, 480), BrandFormat.Jpeg, 640, 480 },
        { SampleFiles.Jpeg(7000, 2, frame: 0xC2), BrandFormat.Jpeg, 7000, 2 },
        { SampleFiles.WebpLossy(640, 480), BrandFormat.Webp, 640, 480 },
        { SampleFiles.WebpLossless(640, 480), BrandFormat.Webp, 640, 480 },
        { SampleFiles.WebpExtended(70000, 480), BrandFormat.Webp, 70000, 480 },
        { SampleFiles.Ttf, BrandFormat.Ttf, 0, 0 },
        { SampleFiles.Font("true"u8.ToArray()), BrandFormat.Ttf, 0, 0 },
        { SampleFiles.Otf, BrandFormat.Otf, 0, 0 },
        { SampleFiles.Woff2, BrandFormat.Woff2, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void Sniff_WhatWeTake_IsKnownWithItsSize(byte[] file, BrandFormat format, int width, int height) =>
        Assert.Equal(new SniffedFile(format, width, height), BrandFileSniffer.Sniff(file));

    public static TheoryData<byte[]> Unknown =>
    [
        Array.Empty<byte>(),
        SampleFiles.Svg,
        "GIF89a"u8.ToArray(),
        "MZ\u0090"u8.ToArray(),
        "<html>"u8.ToArray(),
        SampleFiles.Png(0, 5),
        SampleFiles.Jpeg(0, 5),
        SampleFiles.Font([0, 1, 0, 0], tableAt: 1000),
        SampleFiles.Font([0, 1, 0, 0], tableAt: uint.MaxValue, tableLength: uint.MaxValue),
        SampleFiles.Woff2[..60],
    ];

    [Theory]
    [MemberData(nameof(Unknown), DisableDiscoveryEnumeration = true)]
    public void Sniff_WhatWeDoNotTake_IsNone(byte[] file) => Assert.Null(BrandFileSniffer.Sniff(file));

    [Fact]
    public void Sniff_CutOffOrMangledAnywhere_NeverThrows()
    {
        var chance = new Random(20261126);
        foreach (byte[] file in Known.Select(row => row.Data.Item1))
        {
            for (int length = 0; length < file.Length; length++)
                BrandFileSniffer.Sniff(file.AsSpan(0, length));
            for (int i = 0; i < 2000; i++)
            {
                byte[] mangled = [.. file];
                mangled[chance.Next(mangled.Length)] = (byte)chance.Next(256);
                mangled[chance.Next(mangled.Length)] = 0xFF;
                BrandFileSniffer.Sniff(mangled);
            }
        }
    }
}
