using System.Text;
using Shortloop.Core.Billing;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Isolation;

// What is learnt from.
internal sealed partial class Seed
{
    public async Task<string> SourceAsync()
    {
        var source = new Source
        {
            Id = New("src"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            Platform = Source.OfFile,
            FileName = $"{Canary}.txt",
            Title = $"Talk {Canary}",
            Language = "en",
            Timed = false,
            Status = SourceStatus.Ready,
        };
        await Storage.PutAsync(_shortloop, source.CaptionsPath, new BinaryData(Encoding.UTF8.GetBytes($"A talk about {Canary}.")));
        return await AddAsync(Containers.Sources, source);
    }

    /// <summary>With the credit that a note of it costs.</summary>
    public async Task<string> PaidSourceAsync()
    {
        await new Credits(_store, TimeProvider.System).GrantAsync(OrgId, EntryKind.Bonus, New("bonus"), 1, default);
        return await SourceAsync();
    }

    /// <summary>Linked with another, so that links show something.</summary>
    public async Task<string> NoteAsync() => await NoteAsync(await NoteAsync(null));

    private async Task<string> NoteAsync(string? linked) => await AddAsync(Containers.Notes, new Note
    {
        Id = New("nte"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        UpdatedAt = DateTimeOffset.UtcNow,
        SourceId = await SourceAsync(),
        Title = $"Note {Canary} {New("n")}",
        Subject = Canary,
        Language = "en",
        Summary = Canary,
        Body = linked is null ? Canary : $"See [[{linked}]].",
        Sections = [new NoteSection(Canary, null, null, Canary, [new CitedPoint($"About {Canary}.", null)], [], [])],
        Links = linked is null ? [] : [linked],
        Model = "none",
    });
}
