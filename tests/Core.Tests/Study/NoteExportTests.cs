using System.IO.Compression;
using System.Text;
using Shortloop.Core.Study.Exports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Study;

public sealed class NoteExportTests : IDisposable
{
    private readonly StudyRig _rig = new(credits: 10);

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("Plain title", "Plain title")]
    [InlineData("Cuts: why? <fast>/slow*", "Cuts why fast slow")]
    [InlineData("...hidden.", "hidden")]
    [InlineData("CON", "CON note")]
    [InlineData("com1.txt", "com1.txt note")]
    [InlineData("???", "Note")]
    [InlineData("Заметка: о глине", "Заметка о глине")]
    public void NameOf_ATitle_IsANameThatEverySystemTakes(string title, string name) => Assert.Equal(name, NoteFile.NameOf(title));

    [Fact]
    public void NameOf_ALongTitle_FitsIntoBytes() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(NoteFile.NameOf(new string('ж', 150))), 150, 200);

    [Fact]
    public async Task Vault_LinksBetweenNotes_WorkByFileName()
    {
        Note kilns = await WriteAsync("Kilns: how?", "See [[Clay]] and [[Nowhere]].");
        Note clay = await WriteAsync("Clay", "Back to [[Kilns: how?]] or [[Kilns: how?|there]].");
        await WriteAsync("Kilns how", "The same name as another, nearly.");

        Dictionary<string, string> files = await UnzipAsync();

        Assert.Equal([".obsidian/app.json", "Clay.md", "Kilns how 2.md", "Kilns how.md"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("See [[Clay]] and [[Nowhere]].", files["Kilns how.md"], StringComparison.Ordinal);
        Assert.Contains("Back to [[Kilns how|Kilns: how?]] or [[Kilns how|there]].", files["Clay.md"], StringComparison.Ordinal);
        Assert.StartsWith($"---\ntitle: \"Kilns: how?\"\naliases: [\"Kilns: how?\"]\nsubject: \"{kilns.Subject}\"\nlanguage: \"en\"\nsource: \"talk.vtt\"\n", files["Kilns how.md"], StringComparison.Ordinal);
        Assert.DoesNotContain("# Clay", files["Clay.md"], StringComparison.Ordinal);
        Assert.NotEqual(kilns.Id, clay.Id);
    }

    [Fact]
    public async Task Vault_OfNoNotes_IsStillAVault() => Assert.Equal([".obsidian/app.json"], (await UnzipAsync()).Keys);

    [Fact]
    public async Task Markdown_OfANote_HasItsTitleAndLinksByTitle()
    {
        Note note = await WriteAsync("Kilns", "See [[Clay]].");
        await WriteAsync("Clay", "");
        (Note _, string text) = StudyRig.Good(await Vault.WriteOneAsync(note.OrgId, note.Id, default));
        Assert.EndsWith("---\n\n# Kilns\n\nSee [[Clay]].\n", text, StringComparison.Ordinal);
    }

    private NoteVault Vault => new(_rig.Store, _rig.Book, _rig.Shelf, _rig.Bench.Clock);

    private async Task<Note> WriteAsync(string title, string body)
    {
        _rig.Bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Something."));
        return StudyRig.Good(await _rig.Desk.EditAsync(_rig.Caller, note.Id, new NoteEdit(title, body), null, default));
    }

    private async Task<Dictionary<string, string>> UnzipAsync()
    {
        using var bytes = new MemoryStream();
        await Vault.WriteAsync(_rig.Caller.OrgId, bytes, default);
        bytes.Position = 0;
        await using var archive = new ZipArchive(bytes);
        var files = new Dictionary<string, string>();
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files.Add(entry.FullName, await reader.ReadToEndAsync());
        }

        return files;
    }
}
