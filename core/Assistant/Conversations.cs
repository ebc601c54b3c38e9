using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant;

/// <summary>A person's own conversations in the organisation they are in.</summary>
public sealed class Conversations(IDocumentStore store, TimeProvider clock)
{
    public const int MostTurns = 500;

    private const int LongestTitle = 60;

    /// <summary>Longer than any host lets a turn go on.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(4);

    private static readonly Problem Busy = new(
        ProblemKind.Conflict, "conversation_busy", "The assistant is still at work on your last message in this conversation. Wait for its end, or begin another conversation.");

    private static readonly Problem Full = new(
        ProblemKind.Conflict, "conversation_full", $"A conversation has at most {MostTurns} messages. Begin another one.");

    /// <summary>The one spoken in last comes first.</summary>
    public Task<Page<Conversation>> ListAsync(Principal caller, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Conversation>(
        Containers.Conversations,
        new DocumentQuery(
            caller.UserId, [new("orgId", Comparison.Equal, caller.OrgId), new("conversationId", Comparison.Equal, null)],
            OrderBy: "updatedAt", Descending: true, Limit: limit, Continuation: after),
        cancellation);

    /// <returns>Null: it isn't the caller's, or not of this organisation.</returns>
    public async Task<Conversation?> FindAsync(Principal caller, string conversationId, CancellationToken cancellation) =>
        IsOne(conversationId)
        && await store.ReadAsync<Conversation>(Containers.Conversations, caller.UserId, conversationId, cancellation) is { } found && found.OrgId == caller.OrgId
            ? found
            : null;

    // Turns lie beside them, and have a hyphen in their ids.
    private static bool IsOne(string id) => Ids.IsWellFormed(id) && id.StartsWith("cnv_", StringComparison.Ordinal) && !id.Contains('-', StringComparison.Ordinal);

    /// <summary>Newest first.</summary>
    public Task<Page<Turn>> TurnsAsync(Principal caller, string conversationId, string? after, int limit, CancellationToken cancellation) => store.QueryAsync<Turn>(
        Containers.Conversations,
        new DocumentQuery(
            caller.UserId, [new("conversationId", Comparison.Equal, conversationId)], OrderBy: "number", Descending: true, Limit: limit, Continuation: after),
        cancellation);

    /// <returns>Whether there was one. What was said in it goes before it does.</returns>
    public async Task<bool> DeleteAsync(Principal caller, string conversationId, CancellationToken cancellation)
    {
        if (await FindAsync(caller, conversationId, cancellation) is null)
            return false;
        while (await TurnsAsync(caller, conversationId, null, 100, cancellation) is { Items: { Count: > 0 } turns })
            foreach (Turn turn in turns)
                await store.DeleteAsync(Containers.Conversations, caller.UserId, turn.Id, null, cancellation);
        await store.DeleteAsync(Containers.Conversations, caller.UserId, conversationId, null, cancellation);
        return true;
    }

    /// <summary>Enters a message, before anything is done about it.</summary>
    /// <param name="conversationId">Null: a new one.</param>
    internal async Task<Outcome<Turn>> BeginAsync(Principal caller, string? conversationId, string message, Decision? decision, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Conversation conversation;
        if (conversationId is null)
        {
            conversation = New(caller, message, now);
            await store.CreateAsync(Containers.Conversations, conversation, cancellation);
        }
        else
        {
            if (await FindAsync(caller, conversationId, cancellation) is not { } found)
                return Problem.Missing("conversation");
            if (found.BusyUntil > now)
                return Busy;
            if (found.Turns >= MostTurns)
                return Full;
            conversation = found with { Turns = found.Turns + 1, UpdatedAt = now, BusyUntil = now + LongestTurn };
            if ((await store.ReplaceAsync(Containers.Conversations, conversation, cancellation)).Status != WriteStatus.Written)
                return Busy;
        }

        var turn = new Turn
        {
            Id = Turn.IdOf(conversation.Id, conversation.Turns),
            Partition = caller.UserId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = now,
            TtlSeconds = (int)Conversation.Life.TotalSeconds,
            ConversationId = conversation.Id,
            Number = conversation.Turns,
            Message = message,
            Decision = decision,
        };
        return await store.UpsertAsync(Containers.Conversations, turn, cancellation);
    }

    /// <summary>A conversation that was deleted meanwhile stays so.</summary>
    internal async Task EndAsync(Turn turn, CancellationToken cancellation)
    {
        WriteResult<Conversation> noted = await store.PatchAsync<Conversation>(
            Containers.Conversations, turn.Partition, turn.ConversationId,
            [
                new PatchOperation(PatchKind.Remove, "busyUntil"),
                new PatchOperation(PatchKind.Set, "updatedAt", clock.GetUtcNow()),
                new PatchOperation(PatchKind.Increment, "promptTokens", (long)turn.PromptTokens),
                new PatchOperation(PatchKind.Increment, "completionTokens", (long)turn.CompletionTokens),
            ],
            null, cancellation);
        if (noted.Status == WriteStatus.Written)
            await store.UpsertAsync(Containers.Conversations, turn, cancellation);
    }

    private Conversation New(Principal caller, string message, DateTimeOffset now) => new()
    {
        Id = Ids.New("cnv", clock),
        Partition = caller.UserId,
        OrgId = caller.OrgId,
        CreatedBy = caller.UserId,
        CreatedAt = now,
        TtlSeconds = (int)Conversation.Life.TotalSeconds,
        Title = TitleOf(message),
        UpdatedAt = now,
        Turns = 1,
        BusyUntil = now + LongestTurn,
    };

    private static string TitleOf(string message)
    {
        string line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestTitle ? line : line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)] + "…";
    }
}
