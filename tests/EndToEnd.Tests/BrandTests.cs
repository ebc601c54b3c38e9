using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Files of a brand kit go into real storage and come out as what they are, or not at all.</summary>
[Collection(WithAccounts.Name)]
public sealed class BrandTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Upload_APicture_IsShownAsOneAndGoneAfterItIsDeleted()
    {
        using var mara = await SignUpAsync();
        var png = Png();

        var done = await Person.JsonOf(await UploadAsync(mara, "logo", "our logo.bin", png));
        Assert.Equal(("png", 2, 1), ((string)done["file"]!["format"]!, (int)done["file"]!["width"]!, (int)done["file"]!["height"]!));
        using var http = new HttpClient();
        using (var shown = await http.GetAsync((string)done["file"]!["url"]!))
        {
            Assert.Equal("image/png", shown.Content.Headers.ContentType?.MediaType);
            Assert.Equal(png, await shown.Content.ReadAsByteArrayAsync());
        }

        using (var saved = await http.GetAsync((string)done["file"]!["downloadUrl"]!))
            Assert.Equal(("attachment", "our logo.bin"), (saved.Content.Headers.ContentDisposition?.DispositionType, saved.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
        using var joe = await SignUpAsync();
        Person.Expect(HttpStatusCode.NotFound, await joe.SendAsync(HttpMethod.Delete, $"brand/{done["id"]}", null, null));
        Assert.Empty((await joe.ReadAsync("brand"))["items"]!.AsArray());

        Person.Expect(HttpStatusCode.NoContent, await mara.SendAsync(HttpMethod.Delete, $"brand/{done["id"]}", null, null));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync((string)done["file"]!["url"]!)).StatusCode);
        Assert.Empty((await mara.ReadAsync("brand"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("logo", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "unsupported_picture")]
    [InlineData("image", "<html><script>alert(1)</script></html>", "unsupported_picture")]
    [InlineData("font", "not a font at all", "unsupported_font")]
    public async Task Upload_WhatOnlyItsNameSays_IsRefusedAndForgotten(string type, string content, string code)
    {
        using var mara = await SignUpAsync();

        var answer = await UploadAsync(mara, type, "fine.png", Encoding.UTF8.GetBytes(content));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, code), (answer.StatusCode, (string)(await Person.JsonOf(answer))["code"]!));
        Assert.Empty((await mara.ReadAsync("brand"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Link_UsedAgainAfterItWasLookedAt_ChangesNothing()
    {
        using var mara = await SignUpAsync();
        var added = await AddAsync(mara, "watermark", "mark.png", 100);
        var upload = new Upload((string)added["entry"]!["id"]!, new Uri((string)added["upload"]!["url"]!), 0);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(0), Png());
        var done = await Person.JsonOf(await CompleteAsync(mara, upload));

        using var http = new HttpClient();
        using var other = new HttpRequestMessage(HttpMethod.Put, upload.Link) { Content = new StringContent("<html>", Encoding.UTF8, "text/html") };
        other.Headers.Add("x-ms-blob-type", "BlockBlob");
        other.Headers.Add("x-ms-version", "2021-12-02");
        (await http.SendAsync(other)).EnsureSuccessStatusCode();

        Assert.Equal(Png(), await http.GetByteArrayAsync((string)done["file"]!["url"]!));
    }

    [Fact]
    public async Task Kit_ColoursAndTone_AreListedByTypeAndUsedByAProject()
    {
        using var mara = await SignUpAsync();
        var colour = (await Person.JsonOf(await mara.PostAsync("brand", new { type = "colour", name = "Main", colour = "#E0245E" })))["entry"]!;
        Person.Expect(HttpStatusCode.Created, await mara.PostAsync("brand", new { type = "tone", name = "Voice", tone = "Short. Warm." }));
        Person.Expect(HttpStatusCode.BadRequest, await mara.PostAsync("brand", new { type = "colour", name = "Bad", colour = "red" }));
        Person.Expect(HttpStatusCode.BadRequest, await mara.GetAsync("brand?type=smell"));

        Assert.Equal(["#e0245e"], (await mara.ReadAsync("brand?type=colour"))["items"]!.AsArray().Select(entry => (string?)entry!["colour"]));
        var project = new { name = "Red", mode = "autopilot", brand = new { colourIds = new[] { (string)colour["id"]! } } };
        Person.Expect(HttpStatusCode.Created, await mara.PostAsync("projects", project));
        using var joe = await SignUpAsync();
        Person.Expect(HttpStatusCode.BadRequest, await joe.PostAsync("projects", project));
    }

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, $"person-{Guid.NewGuid():N}@example.com");

    private static async Task<JsonNode> AddAsync(Person person, string type, string fileName, int size)
    {
        var added = await person.PostAsync("brand", new { type, name = "Ours", fileName, sizeBytes = size });
        Person.Expect(HttpStatusCode.Created, added);
        return await Person.JsonOf(added);
    }

    private async Task<HttpResponseMessage> UploadAsync(Person person, string type, string fileName, byte[] bytes)
    {
        var added = await AddAsync(person, type, fileName, bytes.Length);
        var upload = new Upload((string)added["entry"]!["id"]!, new Uri((string)added["upload"]!["url"]!), 0);
        await Shortloop.Api.PutBlockAsync(upload, Api.BlockId(0), bytes);
        return await CompleteAsync(person, upload);
    }

    private static Task<HttpResponseMessage> CompleteAsync(Person person, Upload upload) =>
        person.PostAsync($"brand/{upload.VideoId}/complete", new { blockIds = new[] { Api.BlockId(0) } });

    /// <summary>A whole PNG of two grey pixels, with the sums that decoders check.</summary>
    private static byte[] Png()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write([0, 0x80, 0x20]);
        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
            .. Chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0]), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var sum = ~0u;
        foreach (var value in named)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB88320u & (0u - (sum & 1)));
        }

        return [.. Big((uint)data.Length), .. named, .. Big(~sum)];
    }

    private static byte[] Big(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
