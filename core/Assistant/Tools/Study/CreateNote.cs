using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Study.Writing;

namespace Shortloop.Core.Assistant.Tools.Study;

public sealed record CreateNoteInput(
    [Description("Link to the video that the note is made from.")] string Link,
    [Description("Of the captions, such as en; left out: the video's own.")] string? Language = null);

/// <summary>Confirmed, because it costs a credit.</summary>
public sealed class CreateNote(StartNote start) : AssistantTool<CreateNoteInput>
{
    private const int LongestLink = 300;

    public override string Name => "create_note";

    public override string Title => "Write a study note";

    public override string Description => "Writes a study note from a video's captions, by its link; costs one credit. The person is asked to confirm it first, by the application.";

    public override Role Role => Role.Editor;

    public override ToolEffect Effect => ToolEffect.Confirmed;

    protected override Task<Outcome<string>> AskAsync(Principal caller, CreateNoteInput input, CancellationToken cancellation) => Task.FromResult<Outcome<string>>(
        input.Link.Length <= LongestLink && Uri.TryCreate(input.Link, UriKind.Absolute, out Uri? link) && link.Scheme is "http" or "https"
            ? $"Write a study note from {input.Link}? It costs one credit, which is given back if it fails."
            : Problem.InvalidField("link", "Give the web address of a video."));

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, CreateNoteInput input, CancellationToken cancellation)
    {
        if (!(await start.ExecuteAsync(caller, new NoteWish(input.Link, Language: input.Language), cancellation)).Succeeded(out Job? job, out Problem? problem))
            return problem;
        var work = new NoteInput(job.OrgId, job.Id);
        return new ToolAnswer(
            new BegunJob(job.Id, job.EstimatedCompletion), new Card("job", "Study note", [new CardRow(input.Link, "being written", "running", "/study")]), "The note is being written.",
            new StoryStart(Stories.WriteNote, Stories.NoteId(work), work));
    }
}
