using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Captions become notes, on the real host.</summary>
[Collection(Plain.Name)]
public sealed class StudyTests(PlainInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Note_FromAnUpload_IsWrittenSearchedEditedAndTakenAlong()
    {
        var source = await UploadAsync("kilns.vtt", Talks.Vtt("Ceramics", 120));
        var note = await WriteAsync(new { sourceId = (string)source["id"]! });
        var id = (string)note["id"]!;
        Assert.Equal(("Kilns", "en", "built-in analyst"), ((string)note["title"]!, (string)note["language"]!, (string)note["model"]!));
        Assert.All(note["sections"]!.AsArray(), section => Assert.NotEmpty(section!["points"]!.AsArray()));
        Assert.Equal("noted", (string)(await Shortloop.Api.GetAsync($"sources/{source["id"]}"))["status"]!);
        Assert.Contains(await Shortloop.Api.ListAsync("notes?q=ceramics%20kilns"), found => (string)found["id"]! == id);

        var title = $"Of clay: {Guid.NewGuid():N}";
        var edited = await Shortloop.Api.SendAsync(HttpMethod.Put, $"v1/notes/{id}", new { title, body = $"{note["body"]}\n\nSee [[Nobody's note]]." });
        Assert.Equal(HttpStatusCode.OK, edited.Status);
        var stale = await Shortloop.Api.SendAsync(
            HttpMethod.Put, $"v1/notes/{id}", new { body = "mine" }, request => request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"old\"")));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed_meanwhile"), (stale.Status, stale.Code));
        Assert.Equal("Nobody's note", (string)Assert.Single((await Shortloop.Api.GetAsync($"notes/{id}/links"))["open"]!.AsArray())!);

        Assert.StartsWith("---\ntitle: ", Encoding.UTF8.GetString(await BytesAsync($"notes/{id}/export")), StringComparison.Ordinal);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await BytesAsync($"notes/{id}/export?format=pdf")), StringComparison.Ordinal);
        using (var vault = new ZipArchive(new MemoryStream(await BytesAsync("notes/export"))))
        {
            Assert.NotNull(vault.GetEntry(".obsidian/app.json"));
            Assert.NotNull(vault.GetEntry($"{title.Replace(":", "", StringComparison.Ordinal)}.md"));
        }

        var ideas = (await Shortloop.Api.PostAsync($"notes/{id}/ideas"))["ideas"]!.AsArray();
        Assert.All(ideas, idea => Assert.All(idea!["evidence"]!.AsArray(), fact => Assert.NotNull(fact!["at"])));
        Assert.Equal("needs_model", (await Shortloop.Api.SendAsync(HttpMethod.Post, $"v1/notes/{id}/translate", new { language = "de" })).Code);

        Assert.Equal(HttpStatusCode.NoContent, (await Shortloop.Api.SendAsync(HttpMethod.Delete, $"v1/notes/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Shortloop.Api.SendAsync(HttpMethod.Get, $"v1/notes/{id}")).Status);
    }

    [Fact]
    public async Task Upload_OfWhatIsNoCaptions_IsRefusedWithWhatToDo()
    {
        foreach (var (content, status, code) in new (byte[], HttpStatusCode, string)[]
        {
            ("WEBVTT\n\n"u8.ToArray(), HttpStatusCode.BadRequest, "captions_empty"),
            ([0x89, 0x50, 0, 0, 1, 2, 0], HttpStatusCode.UnsupportedMediaType, "captions_not_text"),
            (new byte[(5 << 20) + 1], HttpStatusCode.RequestEntityTooLarge, "captions_too_large"),
        })
        {
            var answer = await SendAsync("a.vtt", content);
            Assert.Equal((status, code), (answer.Status, answer.Code));
        }

        var linked = await Shortloop.Api.SendAsync(HttpMethod.Post, "v1/notes", new { link = "https://example.com/watch?v=x" });
        Assert.Equal((HttpStatusCode.BadRequest, "link_unknown"), (linked.Status, linked.Code));
    }

    private async Task<JsonNode> UploadAsync(string name, string text)
    {
        var answer = await SendAsync(name, Encoding.UTF8.GetBytes(text));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Body!;
    }

    private async Task<Answer> SendAsync(string name, byte[] content)
    {
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return await Shortloop.Api.SendAsync(HttpMethod.Post, $"v1/sources?fileName={name}", body);
    }

    private async Task<JsonNode> WriteAsync(object wish)
    {
        var job = await Shortloop.EndOfJobAsync((string)(await Shortloop.Api.PostAsync("notes", wish))["id"]!);
        Assert.Equal("succeeded", (string)job["status"]!);
        Assert.Equal(["transcript", "note", "links", "done"], job["stations"]!.AsArray().Select(station => (string)station!["name"]!));
        return await Shortloop.Api.GetAsync($"notes/{job["noteId"]}");
    }

    private Task<byte[]> BytesAsync(string path) => Shortloop.Api.BytesAsync(new Uri(Shortloop.Address, $"api/v1/{path}"));
}
