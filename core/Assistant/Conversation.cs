using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant;

/// <summary>
/// What one person has said with the assistant in one organisation. Partition: the user; nobody else reads it. It goes by itself half a year after its last turn.
/// </summary>
public sealed record Conversation : Document
{
    internal static readonly TimeSpan Life = TimeSpan.FromDays(180);

    /// <summary>The beginning of its first message.</summary>
    public required string Title { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Turns { get; init; }

    /// <summary>Of all its turns.</summary>
    public long PromptTokens { get; init; }

    /// <inheritdoc cref="PromptTokens"/>
    public long CompletionTokens { get; init; }

    /// <summary>Until then a turn is under way, unless it says earlier that it is over.</summary>
    public DateTimeOffset? BusyUntil { get; init; }
}

/// <summary>One message of the person, and what the assistant did and said. Partition: the user. Its id is the conversation's with its number.</summary>
public sealed record Turn : Document
{
    public required string ConversationId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The person's words; of an answer to a question, what was asked.</summary>
    public required string Message { get; init; }

    /// <summary>Of an answer to a question.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The model's rounds: what it said with the tools it called. The last one calls none.</summary>
    public IReadOnlyList<Round> Rounds { get; init; } = [];

    public IReadOnlyList<Card> Cards { get; init; } = [];

    public IReadOnlyList<Confirmation> Confirmations { get; init; } = [];

    /// <summary>Why it broke off.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Null: only our own words.</summary>
    public string? Model { get; init; }

    /// <summary>Of the instructions that the model had.</summary>
    public int? PromptVersion { get; init; }

    public int PromptTokens { get; init; }

    public int CompletionTokens { get; init; }

    /// <summary>Null: it is under way, or was cut off.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    internal static string IdOf(string conversationId, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{conversationId}-{number:D4}");
}

/// <summary>A question was answered.</summary>
public sealed record Decision(string ActionId, bool Approved);

public sealed record Round(string Text, IReadOnlyList<UsedTool> Tools);

/// <param name="CallId">As the model named it.</param>
/// <param name="Arguments">JSON; an empty object where the model wrote none.</param>
/// <param name="Result">JSON that the model was given, cut where it was long.</param>
public sealed record UsedTool(string CallId, string Name, string Arguments, string Result);
