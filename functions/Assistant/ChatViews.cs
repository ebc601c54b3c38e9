using Shortloop.Core.Assistant;
using Shortloop.Core.Operations;

namespace Shortloop.Functions.Assistant;

/// <param name="Message">The person's words; left out when a question is answered.</param>
/// <param name="ConversationId">Left out: a new conversation.</param>
/// <param name="Confirm">The answer to a question.</param>
public sealed record ChatBody(string? Message = null, string? ConversationId = null, ConfirmBody? Confirm = null);

/// <param name="ActionId">As the question named it.</param>
/// <param name="Approve">false: it is not to be done.</param>
public sealed record ConfirmBody(string ActionId, bool Approve = true);

/// <param name="Title">The beginning of its first message.</param>
/// <param name="Turns">How many messages it has.</param>
public sealed record ConversationView(string Id, string Title, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Turns, long PromptTokens, long CompletionTokens)
{
    internal static ConversationView Of(Conversation c) => new(c.Id, c.Title, c.CreatedAt, c.UpdatedAt, c.Turns, c.PromptTokens, c.CompletionTokens);
}

/// <param name="Message">The person's; of an answer to a question, what was asked.</param>
/// <param name="Text">What the assistant said.</param>
/// <param name="Tools">What it used, in order.</param>
/// <param name="Confirmations">What it asked. Answered ones are those that a later turn's decision names.</param>
/// <param name="Failure">Why it broke off.</param>
/// <param name="Model">Who spoke, so that nobody takes the built-in analyst for a language model; null: only our own words.</param>
/// <param name="EndedAt">Null: it is under way, or was cut off.</param>
public sealed record TurnView(
    int Number,
    string Message,
    Decision? Decision,
    string Text,
    IReadOnlyList<string> Tools,
    IReadOnlyList<Card> Cards,
    IReadOnlyList<Confirmation> Confirmations,
    Failure? Failure,
    string? Model,
    int PromptTokens,
    int CompletionTokens,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt)
{
    internal static TurnView Of(Turn t) => new(
        t.Number, t.Message, t.Decision, string.Join("\n\n", t.Rounds.Select(round => round.Text.Trim()).Where(text => text.Length > 0)),
        [.. t.Rounds.SelectMany(round => round.Tools).Select(tool => tool.Name)], t.Cards, t.Confirmations, t.Failure, t.Model, t.PromptTokens, t.CompletionTokens,
        t.CreatedAt, t.EndedAt);
}

/// <param name="ConversationId">Send it with the next message.</param>
public sealed record ChatAnswer(string ConversationId, TurnView Turn);
