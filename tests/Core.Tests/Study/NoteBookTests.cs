using Shortloop.Core.Study.Notes;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Study;

public sealed class NoteBookTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly NoteBook _book;

    public NoteBookTests() => _book = new NoteBook(_bench.Store, _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Add_TitleThatIsTaken_GetsANumber()
    {
        await AddAsync("Rhythm", "");
        Assert.Equal("Rhythm 2", (await AddAsync("rhythm", "")).Title.Replace('r', 'R'));
    }

    [Fact]
    public async Task Add_Again_IsTheSameNote()
    {
        Note note = await AddAsync("Rhythm", "text");
        Assert.Equal(note.ETag, (await _book.AddAsync(note with { ETag = null, Body = "other" }, default)).ETag);
    }

    [Fact]
    public async Task Edit_NewTitle_IsWhatOthersLinkTo()
    {
        Note rhythm = await AddAsync("Rhythm", "");
        Note cuts = await AddAsync("Cuts", "See [[rhythm]] and [[Rhythm|there]].");
        await EditAsync(rhythm, new("Pace", null));
        Assert.Equal("See [[Pace]] and [[Pace|there]].", await BodyAsync(cuts));
        Assert.Equal(cuts.Id, Assert.Single((await OpenAsync(rhythm)).LinkedFrom).Id);
    }

    [Fact]
    public async Task Edit_TitleOfAnother_IsRefused()
    {
        Note rhythm = await AddAsync("Rhythm", "");
        await AddAsync("Cuts", "");
        Outcome<Note> outcome = await _book.EditAsync(Workbench.Owner, rhythm.Id, new("CUTS", null), null, default);
        Assert.Equal("invalid_request", outcome.Problem?.Code);
        Assert.Equal("Rhythm", (await OpenAsync(rhythm)).Note.Title);
    }

    [Fact]
    public async Task Edit_OldVersion_IsRefused()
    {
        Note rhythm = await AddAsync("Rhythm", "");
        await EditAsync(rhythm, new(null, "new"));
        Assert.Equal("changed_meanwhile", (await _book.EditAsync(Workbench.Owner, rhythm.Id, new(null, "mine"), rhythm.ETag, default)).Problem?.Code);
    }

    [Fact]
    public async Task Delete_LinkedNote_LeavesItsTitleAsText()
    {
        Note rhythm = await AddAsync("Rhythm", "");
        Note cuts = await AddAsync("Cuts", "See [[Rhythm]] and [[Rhythm|there]].");
        Assert.Null(await _book.DeleteAsync(Workbench.Owner, rhythm.Id, null, default));
        Assert.Equal("See Rhythm and there.", await BodyAsync(cuts));
        Assert.Equal("Rhythm", (await AddAsync("Rhythm", "")).Title);
    }

    [Fact]
    public async Task Link_WrittenBeforeItsNoteIsThere_FollowsItFromThenOn()
    {
        Note cuts = await AddAsync("Cuts", "See [[Rhythm]].");
        Note rhythm = await AddAsync("Rhythm", "");
        await EditAsync(rhythm, new("Pace", null));
        Assert.Equal("See [[Pace]].", await BodyAsync(cuts));
    }

    /// <summary>Held against a model that knows only which note each link was made to.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20261125)]
    public async Task Links_ThousandRandomRenamesAndDeletes_AreRight(int seed)
    {
        var chance = new Random(seed);
        List<Modelled> notes = [];
        int names = 0;
        for (int round = 0; round < 1000; round++)
        {
            Modelled? any = notes.Count == 0 ? null : notes[chance.Next(notes.Count)];
            switch (chance.Next(10))
            {
                case <= 2 when notes.Count < 25:
                    List<object> parts = [.. Enumerable.Range(0, chance.Next(4)).Select(_ => (object)(notes.Count == 0 ? "text" : notes[chance.Next(notes.Count)]))];
                    string title = $"Title {names++}";
                    notes.Add(new Modelled(await AddAsync(title, Say(parts)), parts) { Title = title });
                    break;
                case <= 7 when any is not null:
                    any.Title = $"Title {names++}";
                    await EditAsync(any.Note, new(any.Title, null));
                    break;
                case 8 when any is not null:
                    Assert.Null(await _book.DeleteAsync(Workbench.Owner, any.Note.Id, null, default));
                    notes.Remove(any);
                    foreach (Modelled other in notes)
                        other.Parts = [.. other.Parts.Select(part => part == any ? any.Title : part)];
                    break;
                case 9 when any is not null:
                    // Saved as it is shown: nothing may change.
                    await EditAsync(any.Note, new(null, await BodyAsync(any.Note)));
                    break;
            }

            Modelled? looked = notes.Count == 0 ? null : notes[chance.Next(notes.Count)];
            if (looked is not null)
                Assert.True(Say(looked.Parts) == await BodyAsync(looked.Note), $"seed {seed}, round {round}: {Say(looked.Parts)} is shown as {await BodyAsync(looked.Note)}");
        }

        foreach (Modelled note in notes)
        {
            Assert.Equal(Say(note.Parts), await BodyAsync(note.Note));
            Assert.Equal(
                notes.Where(other => other != note && other.Parts.Contains(note)).Select(other => other.Note.Id).Order(),
                (await OpenAsync(note.Note)).LinkedFrom.Select(other => other.Id).Order());
        }
    }

    private static string Say(IEnumerable<object> parts) => string.Join(", ", parts.Select(part => part is Modelled note ? $"[[{note.Title}]]" : part));

    private Task<Note> AddAsync(string title, string body) => _book.AddAsync(new Note
    {
        Id = Ids.New("nte", _bench.Clock),
        Partition = Workbench.Owner.OrgId,
        OrgId = Workbench.Owner.OrgId,
        CreatedBy = Workbench.Owner.UserId,
        CreatedAt = _bench.Clock.GetUtcNow(),
        SourceId = "src_1",
        Title = title,
        Subject = "Editing",
        Language = "en",
        Summary = "",
        Body = body,
        Sections = [],
        Links = [],
        Model = "test",
        UpdatedAt = _bench.Clock.GetUtcNow(),
    }, default);

    private async Task EditAsync(Note note, NoteEdit edit) =>
        Assert.Null((await _book.EditAsync(Workbench.Owner, note.Id, edit, null, default)).Problem);

    private async Task<string> BodyAsync(Note note) => (await OpenAsync(note)).Body;

    private async Task<OpenNote> OpenAsync(Note note)
    {
        Outcome<OpenNote> outcome = await _book.OpenAsync(Workbench.Owner, note.Id, default);
        Assert.True(outcome.Succeeded(out OpenNote? open, out Problem? problem), problem?.Message);
        return open;
    }

    private sealed class Modelled(Note note, IReadOnlyList<object> parts)
    {
        public Note Note => note;

        public required string Title { get; set; }

        public IReadOnlyList<object> Parts { get; set; } = parts;
    }
}
