using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Study.Notes;

namespace Shortloop.Core.Tests.Study;

public sealed class NoteSearchTests : IDisposable
{
    private readonly StudyRig _rig = new(credits: 10);

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("kilns")]
    [InlineData("KILN")]
    [InlineData("oven for ceramics")]
    public async Task Search_ByWords_FindsTheirForms(string question)
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        await _rig.WriteAsync(StudyRig.Vtt("Quarterly budgets deserve planning."));
        Assert.Equal(note.Id, (await FindAsync(question))[0].Id);
    }

    [Fact]
    public async Task Search_WhatAPersonWroteLater_IsFound()
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        Assert.Empty(await FindAsync("thermometer"));
        StudyRig.Good(await _rig.Desk.EditAsync(_rig.Caller, note.Id, new NoteEdit(null, "Buy a thermometer."), null, default));
        Assert.Equal(note.Id, Assert.Single(await FindAsync("thermometers")).Id);
    }

    [Fact]
    public async Task Search_InAnotherOrganisation_FindsNothing()
    {
        await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        Assert.Empty(StudyRig.Good(await Search.ExecuteAsync(new Principal("usr_2", "org_2", Role.Owner), "kilns", default)));
    }

    [Fact]
    public async Task Search_AfterDeletion_FindsNothing()
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        Assert.Null(await _rig.Desk.DeleteAsync(_rig.Caller, note.Id, null, default));
        Assert.Empty(await FindAsync("kilns"));
        Assert.Empty(_rig.Vectors.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Search_ForNothing_IsRefused(string question) =>
        Assert.Equal("invalid_request", (await Search.ExecuteAsync(_rig.Caller, question, default)).Problem?.Code);

    [Fact]
    public async Task Translate_WithoutAModel_SaysThatItNeedsOne()
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        _rig.Model.CanTranslate = false;
        Assert.Equal("needs_model", (await _rig.Translate.ExecuteAsync(_rig.Caller, note.Id, "de", default)).Problem?.Code);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("xx")]
    public async Task Translate_IntoItsOwnOrAnUnknownLanguage_IsRefused(string language)
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        Assert.Equal("invalid_request", (await _rig.Translate.ExecuteAsync(_rig.Caller, note.Id, language, default)).Problem?.Code);
    }

    [Fact]
    public async Task Translate_ANote_MakesAnotherWithTheSameTimesAndCostsNothing()
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics.", "They get hot."));
        var before = await _rig.CreditsAsync();
        Job job = StudyRig.Good(await _rig.Translate.ExecuteAsync(_rig.Caller, note.Id, "de", default));
        await _rig.RunAsync(job);

        Note german = (await _rig.NoteOfAsync(job))!;
        Assert.Equal(("!talk", "de"), (german.Title, german.Language));
        Assert.Equal(note.Sections[0].Points[0].At, german.Sections[0].Points[0].At);
        Assert.Equal("!" + note.Sections[0].Points[0].Text, german.Sections[0].Points[0].Text);
        Assert.Equal([note.Id], german.Links);
        Assert.Contains("## Begriffe", german.Body, StringComparison.Ordinal);
        Assert.Equal(before, await _rig.CreditsAsync());
    }

    [Fact]
    public async Task Translate_ANoteThatWasEdited_TranslatesTheText()
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        _rig.Bench.Clock.Advance(TimeSpan.FromMinutes(1));
        StudyRig.Good(await _rig.Desk.EditAsync(_rig.Caller, note.Id, new NoteEdit(null, "My own words, see [[Later]]."), null, default));
        Job job = StudyRig.Good(await _rig.Translate.ExecuteAsync(_rig.Caller, note.Id, "de", default));
        await _rig.RunAsync(job);
        Assert.StartsWith("!My own words, see [[Later]].", (await _rig.NoteOfAsync(job))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ideas_OfANote_PointToSeconds()
    {
        Note note = await _rig.WriteAsync(StudyRig.Vtt("Kilns are ovens for ceramics."));
        var ideas = StudyRig.Good(await _rig.Ideas.ExecuteAsync(_rig.Caller, note.Id, default));
        Assert.Equal(0, Assert.Single(Assert.Single(ideas.Ideas).Evidence).At);
    }

    private NoteSearch Search => new(_rig.Store, _rig.Index);

    private async Task<IReadOnlyList<Note>> FindAsync(string question) => StudyRig.Good(await Search.ExecuteAsync(_rig.Caller, question, default));
}
