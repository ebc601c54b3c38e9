using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant;
using Shortloop.Core.Ports;
using static Shortloop.Core.Tests.Assistant.ScriptedChat;

namespace Shortloop.Core.Tests.Assistant;

/// <summary>A turn of a conversation, from its beginning to what is kept of it.</summary>
public sealed class ConverseTests : IDisposable
{
    private readonly ChatBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Say_AskedForVideos_CallsTheToolAndShowsACard()
    {
        await _bench.AddVideoAsync("Pasta");
        var model = new ScriptedChat(_ => Call("list_videos"), prompt => $"You have {prompt.Messages[^1].Text.Contains("Pasta", StringComparison.Ordinal)}");

        (Turn turn, List<ChatEvent> events) = await _bench.SayAsync(model, "Which videos are there?");

        Assert.Equal("list_videos", Assert.Single(events.OfType<ChatEvent.Using>()).Name);
        Assert.Equal("Pasta", Assert.Single(Assert.Single(turn.Cards).Rows).Title);
        Assert.Equal("You have True ", string.Concat(events.OfType<ChatEvent.Text>().Select(text => text.Words)));
        Assert.Equal((20, 10, "scripted-1", null), (turn.PromptTokens, turn.CompletionTokens, turn.Model, turn.Failure));
        Conversation kept = (await _bench.Conversations.FindAsync(ChatBench.Owner, turn.ConversationId, default))!;
        Assert.Equal((20L, 10L, null, "Which videos are there?"), (kept.PromptTokens, kept.CompletionTokens, kept.BusyUntil, kept.Title));
    }

    [Fact]
    public async Task Say_ModelFails_KeepsWhatWasSaidAndSaysWhy()
    {
        var model = new ScriptedChat(_ => Call("list_videos"), _ => new TransientException("model_throttled", "Too many requests.", TimeSpan.FromSeconds(7)));

        (Turn turn, List<ChatEvent> events) = await _bench.SayAsync(model, "Look");

        Assert.Equal("model_throttled", Assert.Single(events.OfType<ChatEvent.Failed>()).Error.Code);
        Assert.Equal(("model_throttled", 1), (turn.Failure?.Code, turn.Rounds.Count));
        // The conversation goes on.
        var next = new ScriptedChat(_ => "Here I am.");
        await _bench.SayAsync(next, "And now?", turn.ConversationId);
        Assert.Equal([ChatRole.User, ChatRole.Assistant, ChatRole.Tool, ChatRole.Assistant, ChatRole.User], next.Prompts[0].Messages.Select(m => m.Role));
    }

    [Fact]
    public async Task Say_WhileTheLastTurnIsUnderWay_IsRefusedUntilItHasHadItsTime()
    {
        Converse converse = _bench.With(new ScriptedChat());
        Turn begun = (await converse.BeginAsync(ChatBench.Owner, new ChatRequest(null, "One"), default)).Succeeded(out Turn? turn, out _) ? turn : null!;

        Assert.Equal("conversation_busy", (await converse.BeginAsync(ChatBench.Owner, new ChatRequest(begun.ConversationId, "Two"), default)).Problem?.Code);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null((await converse.BeginAsync(ChatBench.Owner, new ChatRequest(begun.ConversationId, "Two"), default)).Problem);
    }

    [Fact]
    public async Task Say_ReaderStopsInTheMiddle_LeavesTheConversationFree()
    {
        Converse converse = _bench.With(new ScriptedChat(_ => "One two three"));
        Turn begun = (await converse.BeginAsync(ChatBench.Owner, new ChatRequest(null, "Count"), default)).Succeeded(out Turn? turn, out _) ? turn : null!;

        await foreach (ChatEvent _ in converse.RunAsync(ChatBench.Owner, begun, _bench.Stories, default))
            break;

        Turn kept = Assert.Single((await _bench.Conversations.TurnsAsync(ChatBench.Owner, begun.ConversationId, null, 10, default)).Items);
        Assert.Equal(("One ", "chat_cut_off"), (kept.Rounds[0].Text, kept.Failure?.Code));
        Assert.Null((await _bench.Conversations.FindAsync(ChatBench.Owner, begun.ConversationId, default))!.BusyUntil);
    }

    [Fact]
    public async Task Say_LongHistory_SendsTheNewestTurnsThatFit()
    {
        string? conversation = null;
        string text = new('x', Converse.LongestMessage);
        for (int i = 0; i < 12; i++)
            conversation = (await _bench.SayAsync(new ScriptedChat(_ => "Yes."), $"{i} {text}"[..Converse.LongestMessage], conversation)).Turn.ConversationId;
        var model = new ScriptedChat();

        await _bench.SayAsync(model, "And now?", conversation);

        IReadOnlyList<ChatMessage> messages = model.Prompts[0].Messages;
        Assert.InRange(messages.Sum(m => m.Text.Length), 16_000, 25_000);
        Assert.StartsWith("11 ", messages[^3].Text, StringComparison.Ordinal);
        Assert.Equal(ChatRole.User, messages[0].Role);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    [InlineData("a\u0000b")]
    public async Task Begin_WithoutWords_IsRefusedAndKeepsNothing(string? message)
    {
        Assert.Equal(
            ["message"], (await _bench.With(new ScriptedChat()).BeginAsync(ChatBench.Owner, new ChatRequest(null, message), default)).Problem?.Details?.Keys ?? []);
        Assert.Empty((await _bench.Conversations.ListAsync(ChatBench.Owner, null, 10, default)).Items);
    }

    [Fact]
    public async Task Conversations_OfAPerson_AreTheirsInTheirOrganisationAlone()
    {
        (Turn turn, _) = await _bench.SayAsync(new ScriptedChat(), "One");
        Principal elsewhere = ChatBench.Owner with { OrgId = "org_other" }, other = ChatBench.Owner with { UserId = "usr_other" };

        Assert.Single((await _bench.Conversations.ListAsync(ChatBench.Owner, null, 10, default)).Items);
        foreach (Principal stranger in (Principal[])[elsewhere, other])
        {
            Assert.Empty((await _bench.Conversations.ListAsync(stranger, null, 10, default)).Items);
            Assert.Null(await _bench.Conversations.FindAsync(stranger, turn.ConversationId, default));
            Assert.False(await _bench.Conversations.DeleteAsync(stranger, turn.ConversationId, default));
            Assert.Equal("not_found", (await _bench.With(new ScriptedChat()).BeginAsync(stranger, new ChatRequest(turn.ConversationId, "Two"), default)).Problem?.Code);
        }

        Assert.Null(await _bench.Conversations.FindAsync(ChatBench.Owner, turn.Id, default));
        Assert.True(await _bench.Conversations.DeleteAsync(ChatBench.Owner, turn.ConversationId, default));
        Assert.Equal(0, await _bench.Store.CountAsync(Containers.Conversations, null, null, default));
    }
}
