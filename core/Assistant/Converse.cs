using System.Runtime.CompilerServices;
using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant.Tools;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant;

/// <param name="ConversationId">Null: a new one.</param>
/// <param name="Message">The person's words; null with a decision.</param>
/// <param name="Decision">The answer to a question that a turn of this conversation has asked.</param>
public sealed record ChatRequest(string? ConversationId, string? Message, Decision? Decision = null);

/// <summary>
/// A conversation's next turn. Everything a tool does is done as the caller; what destroys is done by a <see cref="Decision"/> alone, without asking the
/// model anything, so no text that a model has read can bring it about.
/// </summary>
public sealed class Converse(IChatModel model, ToolCatalogue tools, ToolRunner runner, PendingActions pending, Conversations conversations, TimeProvider clock)
{
    public const int LongestMessage = 4_000;

    /// <summary>In which tools are called; one more, without tools, ends the turn in words.</summary>
    public const int MostRounds = 8;

    /// <summary>A host's answer ends within 230 s.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(200);

    /// <summary>Looks at the request, and enters it: from here on the turn is in the conversation.</summary>
    public async Task<Outcome<Turn>> BeginAsync(Principal caller, ChatRequest request, CancellationToken cancellation)
    {
        if (request.Decision is { } decision)
            return await BeginDecisionAsync(caller, request, decision, cancellation);
        return request.Message?.Trim() is { Length: > 0 and <= LongestMessage } message && !message.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            ? await conversations.BeginAsync(caller, request.ConversationId, message, null, cancellation)
            : Problem.InvalidField("message", $"A message has 1 to {LongestMessage} characters, without control characters.");
    }

    // What was asked is said by us, not by what a client says that we asked.
    private async Task<Outcome<Turn>> BeginDecisionAsync(Principal caller, ChatRequest request, Decision decision, CancellationToken cancellation)
    {
        if (request.Message is not null)
            return Problem.InvalidField("message", "Answer the question, or say something: not both at once.");
        if (request.ConversationId is not { } conversationId)
            return Problem.InvalidField("conversationId", "Say in which conversation the question was asked.");
        return (await pending.LookAsync(caller, conversationId, decision.ActionId, cancellation)).Succeeded(out PendingAction? action, out Problem? problem)
            ? await conversations.BeginAsync(caller, conversationId, action.Question, decision, cancellation)
            : problem;
    }

    /// <summary>Does the turn to its end and keeps it. What fails comes as an event; only one more follows then.</summary>
    /// <param name="workflows">Where tools start long work.</param>
    public async IAsyncEnumerable<ChatEvent> RunAsync(
        Principal caller, Turn begun, IWorkflows workflows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(LongestTurn, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        IReadOnlyList<ChatMessage> history = begun.Decision is null ? await HistoryAsync(caller, begun, cancellation) : [];
        var turn = new ChatTurn(model, tools, runner, workflows, clock, caller, begun, history);
        Turn? decided = null;
        IAsyncEnumerable<ChatEvent> events = begun.Decision is { } decision ? DecideAsync(caller, begun, decision, workflows, done => decided = done, either.Token) : turn.RunAsync(either.Token);

        WorkException? error = null;
        bool whole = false;
        IAsyncEnumerator<ChatEvent> steps = events.GetAsyncEnumerator(either.Token);
        try
        {
            while (true)
            {
                try
                {
                    if (!await steps.MoveNextAsync())
                        break;
                }
                catch (WorkException failed)
                {
                    error = failed;
                    break;
                }
                catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
                {
                    error = new TransientException("chat_too_long", "The answer took too long and was broken off. Ask for less at once.");
                    break;
                }

                yield return steps.Current;
            }

            whole = true;
        }
        finally
        {
            await steps.DisposeAsync();
            // Also when the host goes down or the reader stops in the middle: the next message must not find it at work.
            if (!whole)
                await conversations.EndAsync(decided ?? turn.State(CutOff), CancellationToken.None);
        }

        Turn ended = error is null && decided is not null ? decided : turn.State(error);
        await conversations.EndAsync(ended, CancellationToken.None);
        if (error is not null)
            yield return new ChatEvent.Failed(error);
        yield return new ChatEvent.Ended(ended);
    }

    private static TransientException CutOff => new("chat_cut_off", "The answer was broken off. Ask again.");

    private async Task<IReadOnlyList<ChatMessage>> HistoryAsync(Principal caller, Turn begun, CancellationToken cancellation) => begun.Number == 1
        ? []
        : ChatHistory.Of((await conversations.TurnsAsync(caller, begun.ConversationId, null, ChatHistory.MostTurns + 1, cancellation)).Items.Where(turn => turn.Number < begun.Number));

    /// <summary>In our own words, because the model has no say in it.</summary>
    private async IAsyncEnumerable<ChatEvent> DecideAsync(
        Principal caller, Turn begun, Decision decision, IWorkflows workflows, Action<Turn> keep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ToolAnswer? answer = null;
        Problem? problem = null;
        if (!decision.Approved)
            problem = await runner.DeclineAsync(caller, begun.ConversationId, decision.ActionId, cancellation);
        else if (await runner.ConfirmAsync(caller, begun.ConversationId, decision.ActionId, workflows, cancellation) is var outcome)
            (answer, problem) = ((outcome as ToolOutcome.Answered)?.Answer, (outcome as ToolOutcome.Refused)?.Problem);

        string words = problem is not null ? problem.Message : decision.Approved ? answer?.Said ?? "Done." : "It stays as it is.";
        keep(begun with
        {
            Rounds = [new Round(words, [])],
            Cards = answer?.Card is { } shown ? [shown] : [],
            Failure = problem is null ? null : new Failure(problem.Code, problem.Message),
            EndedAt = clock.GetUtcNow(),
        });
        yield return new ChatEvent.Text(words);
        if (answer?.Card is { } card)
            yield return new ChatEvent.Shown(card);
    }
}
