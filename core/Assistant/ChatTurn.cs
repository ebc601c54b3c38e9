using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant.Tools;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant;

/// <summary>One turn under way: the model speaks and calls tools, is told what came of them, and speaks again, within bounds.</summary>
internal sealed class ChatTurn(
    IChatModel model, ToolCatalogue tools, ToolRunner runner, IWorkflows workflows, TimeProvider clock, Principal caller, Turn begun, IReadOnlyList<ChatMessage> history)
{
    private const int MostCallsOfARound = 8;
    private const int MostQuestions = 10;
    private const int LongestResult = 12_000;
    private const int LongestKept = 4_000;
    private const int LongestArguments = 20_000;
    private const int LongestText = 50_000;

    private readonly List<ChatMessage> _messages = [.. history, new(ChatRole.User, begun.Message)];
    private readonly List<Round> _rounds = [];
    private readonly List<Card> _cards = [];
    private readonly List<Confirmation> _confirmations = [];
    private readonly StringBuilder _text = new();
    private readonly List<ChatCall> _calls = [];
    private string? _model;
    private int _promptTokens;
    private int _completionTokens;

    /// <summary>As it stands now.</summary>
    public Turn State(WorkException? error) => begun with
    {
        Rounds = _text.Length == 0 ? [.. _rounds] : [.. _rounds, new Round(_text.ToString(), [])],
        Cards = [.. _cards],
        Confirmations = [.. _confirmations],
        Failure = error is null ? null : new Failure(error.Code, error.Message),
        Model = begun.Decision is null ? _model ?? model.Name : null,
        PromptVersion = begun.Decision is null ? ChatInstructions.Version : null,
        PromptTokens = _promptTokens,
        CompletionTokens = _completionTokens,
        EndedAt = clock.GetUtcNow(),
    };

    public async IAsyncEnumerable<ChatEvent> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // With the last round comes no tool any more, so that it ends in words.
        for (int round = 1; round <= Converse.MostRounds + 1; round++)
        {
            await foreach (ChatEvent said in SpeakAsync(withTools: round <= Converse.MostRounds, cancellation))
                yield return said;
            if (_calls.Count == 0)
                yield break;
            string words = Take();
            var used = new List<UsedTool>();
            foreach (ChatCall call in _calls.ToArray())
            {
                if (tools.All.FirstOrDefault(tool => tool.Name == call.Name) is { } known)
                    yield return new ChatEvent.Using(known.Name, known.Title);
                ToolOutcome outcome = used.Count >= MostCallsOfARound ? TooMany : await CallAsync(call, cancellation);
                string result = Tell(outcome);
                foreach (ChatEvent seen in Note(outcome))
                    yield return seen;
                used.Add(new UsedTool(call.Id, call.Name, ChatHistory.Readable(call.Arguments), result));
            }

            _calls.Clear();
            Round done = new(words, used);
            _messages.AddRange(ChatHistory.Of(done));
            _rounds.Add(done with { Tools = [.. used.Select(tool => tool with { Result = Cut(tool.Result, LongestKept) })] });
        }
    }

    private static ToolOutcome TooMany => new ToolOutcome.Refused(new Problem(
        ProblemKind.TooMany, "too_many_calls", $"At most {MostCallsOfARound} tools can be called at once. Call the others in the next round, if they are still needed."));

    private static ToolOutcome TooManyQuestions => new ToolOutcome.Refused(new Problem(
        ProblemKind.TooMany, "too_many_calls", $"The person has been asked {MostQuestions} things already. Let them answer first."));

    private async IAsyncEnumerable<ChatEvent> SpeakAsync(bool withTools, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Telemetry.ModelCalls.Add(1, new KeyValuePair<string, object?>("purpose", "chat"));
        ChatTool[] offered = withTools ? [.. tools.For(caller).Select(tool => new ChatTool(tool.Name, tool.Description, tool.Schema))] : [];
        var prompt = new ChatPrompt(ChatInstructions.For(caller, clock.GetUtcNow()), [.. _messages], offered);
        await foreach (ChatPiece piece in model.AnswerAsync(prompt, cancellation))
        {
            switch (piece)
            {
                case ChatPiece.Text { Words.Length: > 0 } text when _text.Length + text.Words.Length <= LongestText:
                    _text.Append(text.Words);
                    yield return new ChatEvent.Text(text.Words);
                    break;
                case ChatPiece.Call call when withTools:
                    _calls.Add(call.Wanted);
                    break;
                case ChatPiece.End end:
                    _model = end.Model.Length > 100 ? end.Model[..100] : end.Model;
                    _promptTokens += end.PromptTokens;
                    _completionTokens += end.CompletionTokens;
                    break;
            }
        }
    }

    private async Task<ToolOutcome> CallAsync(ChatCall call, CancellationToken cancellation)
    {
        if (call.Arguments.Length > LongestArguments)
            return new ToolOutcome.Refused(Problem.InvalidField("arguments", "The arguments are too long."));
        if (_confirmations.Count >= MostQuestions && tools.All.Any(tool => tool.Name == call.Name && tool.Effect == ToolEffect.Confirmed))
            return TooManyQuestions;
        try
        {
            return await runner.CallAsync(caller, begun.ConversationId, call.Name, call.Arguments, workflows, cancellation);
        }
        catch (WorkException failed)
        {
            // A platform or a store that fails is something the model can say; it doesn't end the turn.
            return new ToolOutcome.Refused(new Problem(ProblemKind.Conflict, failed.Code, failed.Message));
        }
    }

    private IEnumerable<ChatEvent> Note(ToolOutcome outcome)
    {
        switch (outcome)
        {
            case ToolOutcome.Answered { Answer.Card: { } card }:
                _cards.Add(card);
                yield return new ChatEvent.Shown(card);
                break;
            case ToolOutcome.Asked asked:
                _confirmations.Add(asked.Confirmation);
                yield return new ChatEvent.Asked(asked.Confirmation);
                break;
        }
    }

    /// <summary>For the model. Of a question it gets no id: the answer is none of its business.</summary>
    private static string Tell(ToolOutcome outcome) => outcome switch
    {
        ToolOutcome.Answered answered => Cut(JsonSerializer.Serialize(answered.Answer.Result, ToolJson.Results), LongestResult),
        ToolOutcome.Asked asked => JsonSerializer.Serialize(new { status = "waits_for_the_person", question = asked.Confirmation.Question }, ToolJson.Results),
        ToolOutcome.Refused { Problem: var problem } => JsonSerializer.Serialize(new { error = new { problem.Code, problem.Message } }, ToolJson.Results),
        _ => throw new InvalidOperationException(),
    };

    private string Take()
    {
        string words = _text.ToString();
        _text.Clear();
        return words;
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest] + "… (cut off here: ask for less)";
}
