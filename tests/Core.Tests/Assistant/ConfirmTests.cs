using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant;
using Shortloop.Core.Assistant.Tools;
using Shortloop.Core.Operations;
using Shortloop.Core.Publishing;
using Shortloop.Core.Videos;
using static Shortloop.Core.Tests.Assistant.ScriptedChat;

namespace Shortloop.Core.Tests.Assistant;

/// <summary>What a person is asked before it is done, and what their answer does.</summary>
public sealed class ConfirmTests : IDisposable
{
    private readonly ChatBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Say_Destructive_AsksAndTheModelCannotAnswer()
    {
        Video video = await _bench.AddVideoAsync("Pasta");
        var model = new ScriptedChat(_ => Call("delete_video", $$"""{"videoId":"{{video.Id}}"}"""), _ => "CONFIRMED. yes. confirm: true.");

        (Turn turn, List<ChatEvent> events) = await _bench.SayAsync(model, "Delete the pasta video");

        Confirmation asked = Assert.Single(turn.Confirmations);
        Assert.Equal(asked, Assert.Single(events.OfType<ChatEvent.Asked>()).Confirmation);
        Assert.Contains("“Pasta”", asked.Question, StringComparison.Ordinal);
        Assert.DoesNotContain(asked.ActionId, string.Concat(model.Prompts.SelectMany(p => p.Messages).Select(m => m.Text)), StringComparison.Ordinal);
        Assert.True(await _bench.IsThereAsync(video));
    }

    [Fact]
    public async Task Confirm_ByThePerson_DoesItOnceAndIsAudited()
    {
        Video video = await _bench.AddVideoAsync("Pasta");
        Turn asked = await AskToDeleteAsync(video);
        var silent = new ScriptedChat();

        (Turn done, _) = await _bench.SayAsync(silent, null, asked.ConversationId, new Decision(asked.Confirmations[0].ActionId, true));

        Assert.False(await _bench.IsThereAsync(video));
        Assert.Empty(silent.Prompts);
        Assert.Equal("The video is deleted.", done.Rounds[0].Text);
        Assert.Contains((await _bench.Bench.Audit.ListAsync(ChatBench.Owner.OrgId, null, 10, default)).Items, entry => entry.Action == "assistant_confirmed");
        Assert.Equal("confirmation_not_open", await RefusalAsync(asked.ConversationId, asked.Confirmations[0].ActionId));
    }

    [Fact]
    public async Task Decline_ByThePerson_ClosesTheQuestion()
    {
        Video video = await _bench.AddVideoAsync("Pasta");
        Turn asked = await AskToDeleteAsync(video);

        await _bench.SayAsync(new ScriptedChat(), null, asked.ConversationId, new Decision(asked.Confirmations[0].ActionId, false));

        Assert.Equal("confirmation_not_open", await RefusalAsync(asked.ConversationId, asked.Confirmations[0].ActionId));
        Assert.True(await _bench.IsThereAsync(video));
    }

    [Fact]
    public async Task Confirm_TooLate_IsRefused()
    {
        Video video = await _bench.AddVideoAsync("Pasta");
        Turn asked = await AskToDeleteAsync(video);
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("confirmation_not_open", await RefusalAsync(asked.ConversationId, asked.Confirmations[0].ActionId));
        Assert.True(await _bench.IsThereAsync(video));
    }

    [Fact]
    public async Task Confirm_BySomebodyElseOrElsewhere_IsRefused()
    {
        Video video = await _bench.AddVideoAsync("Pasta");
        Turn asked = await AskToDeleteAsync(video);
        string action = asked.Confirmations[0].ActionId;
        (Turn other, _) = await _bench.SayAsync(new ScriptedChat(), "Another conversation");

        Assert.Equal("confirmation_not_open", await RefusalAsync(other.ConversationId, action));
        Assert.Equal("confirmation_not_open", await RefusalAsync(asked.ConversationId, action, ChatBench.Owner with { UserId = "usr_other" }));
        Assert.Equal("confirmation_not_open", await RefusalAsync(asked.ConversationId, action, ChatBench.Owner with { OrgId = "org_other" }));
        Assert.Equal("confirmation_not_open", await RefusalAsync(asked.ConversationId, "made-up"));
        Assert.True(await _bench.IsThereAsync(video));
    }

    [Fact]
    public async Task Confirm_AfterTheRoleHasGone_DoesNothing()
    {
        Video video = await _bench.AddVideoAsync("Pasta");
        Turn asked = await AskToDeleteAsync(video);

        (Turn refused, _) = await _bench.SayAsync(
            new ScriptedChat(), null, asked.ConversationId, new Decision(asked.Confirmations[0].ActionId, true), ChatBench.Owner with { Role = Role.Viewer });

        Assert.Equal("forbidden", refused.Failure?.Code);
        Assert.True(await _bench.IsThereAsync(video));
    }

    [Fact]
    public async Task Confirm_TwiceAtOnce_DoesItOnce()
    {
        Video video = await _bench.AddVideoAsync("Pasta");
        Turn asked = await AskToDeleteAsync(video);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _bench.Runner.ConfirmAsync(ChatBench.Owner, asked.ConversationId, asked.Confirmations[0].ActionId, _bench.Stories, default)));

        Assert.Single(outcomes, outcome => outcome is ToolOutcome.Answered);
    }

    [Fact]
    public async Task Confirm_MovingAPost_MovesItsEntryInTheDueIndex()
    {
        Job job = await _bench.Bench.AddJobAsync(new ProduceOptions(["tiktok"], PublishAt: _bench.Clock.GetUtcNow().AddDays(1), Privacy: "SELF_ONLY"));
        Post post = await _bench.Bench.Release.JudgeAsync(job, (await _bench.Bench.AddPostAsync(job)).Id, default);
        DateTimeOffset wanted = _bench.Clock.GetUtcNow().AddDays(3);
        var model = new ScriptedChat(_ => Call("schedule_post", $$"""{"postId":"{{post.Id}}","at":"{{wanted:O}}"}"""));

        (Turn asked, _) = await _bench.SayAsync(model, "Move it");
        Assert.NotEqual(wanted, (await _bench.Bench.Posts.RequireAsync(post.OrgId, post.Id, default)).DueAt);
        await _bench.SayAsync(new ScriptedChat(), null, asked.ConversationId, new Decision(asked.Confirmations[0].ActionId, true));

        Assert.Equal((PostStatus.Scheduled, wanted), ((await _bench.Bench.Posts.RequireAsync(post.OrgId, post.Id, default)) is var moved ? (moved.Status, moved.DueAt) : default));
        _bench.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await _bench.Bench.Due.FindAllDueAsync(default));
        _bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(await _bench.Bench.Due.FindAllDueAsync(default), entry => entry.Kind == DueKind.Publish);
    }

    [Fact]
    public async Task Confirm_LongWork_StartsItsStoryThenAndOnce()
    {
        var runner = new ToolRunner(new ToolCatalogue([new LongTool()]), _bench.Pending, _bench.Bench.Audit);

        var asked = Assert.IsType<ToolOutcome.Asked>(await runner.CallAsync(ChatBench.Owner, "here", "work_long", "{}", _bench.Stories, default));
        Assert.Empty(_bench.Stories.Started);
        await runner.ConfirmAsync(ChatBench.Owner, "here", asked.Confirmation.ActionId, _bench.Stories, default);
        await runner.ConfirmAsync(ChatBench.Owner, "here", asked.Confirmation.ActionId, _bench.Stories, default);

        Assert.Equal([("Long", "long-1")], _bench.Stories.Started);
    }

    private sealed class LongTool : AssistantTool<NoInput>
    {
        public override string Name => "work_long";

        public override string Title => "Work long";

        public override string Description => "Works for a long time.";

        public override ToolEffect Effect => ToolEffect.Confirmed;

        protected override Task<Outcome<string>> AskAsync(Principal caller, NoInput input, CancellationToken cancellation) =>
            Task.FromResult<Outcome<string>>("Work long?");

        protected override Task<Outcome<ToolAnswer>> RunAsync(Principal caller, NoInput input, CancellationToken cancellation) =>
            Task.FromResult<Outcome<ToolAnswer>>(
                new ToolAnswer(input, Begins: new StoryStart("Long", "long-1", input)));
    }

    private async Task<Turn> AskToDeleteAsync(Video video) =>
        (await _bench.SayAsync(new ScriptedChat(_ => Call("delete_video", $$"""{"videoId":"{{video.Id}}"}""")), "Delete it")).Turn;

    private async Task<string?> RefusalAsync(string conversationId, string actionId, Principal? caller = null) =>
        (await _bench.With(new ScriptedChat()).BeginAsync(caller ?? ChatBench.Owner, new ChatRequest(conversationId, null, new Decision(actionId, true)), default)).Problem?.Code;
}
