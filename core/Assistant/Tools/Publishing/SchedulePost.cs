using System.ComponentModel;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Assistant.Tools.Publishing;

public sealed record SchedulePostInput(
    [Description("The post's id, as list_schedule gives it.")] string PostId,
    [Description("When it is to go out: an instant with its offset, such as 2026-12-01T18:00:00+01:00.")] DateTimeOffset At);

public sealed class SchedulePost(IDocumentStore store, ReleasePosts release) : AssistantTool<SchedulePostInput>
{
    public override string Name => "schedule_post";

    public override string Title => "Move a post";

    public override string Description => "Moves a scheduled post to another time. The person is asked to confirm it first, by the application.";

    public override Role Role => Role.Editor;

    public override KeyScope Scope => KeyScope.Publish;

    public override ToolEffect Effect => ToolEffect.Confirmed;

    protected override async Task<Outcome<string>> AskAsync(Principal caller, SchedulePostInput input, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Post>(Containers.Posts, caller.OrgId, input.PostId, cancellation) is not { } post)
            return Problem.Missing("post");
        return release.FindReschedulingProblem(post, input.At) is { } problem
            ? problem
            : $"Move {PostItem.Name(post)} from {(post.DueAt is { } due ? Say.Time(due) : "no time")} to {Say.Time(input.At)}?";
    }

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, SchedulePostInput input, CancellationToken cancellation) =>
        (await release.RescheduleAsync(caller, input.PostId, input.At, null, cancellation)).Succeeded(out Post? post, out Problem? problem)
            ? new ToolAnswer(PostItem.Of(post), new Card("post", "Post", [PostItem.Of(post).Row]), $"The post goes out {Say.Time(post.DueAt ?? input.At)}.")
            : problem;
}
