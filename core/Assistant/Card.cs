namespace Shortloop.Core.Assistant;

/// <summary>What a person is shown of a tool's result, in one shape for all tools, so that pages need to know none.</summary>
/// <param name="Kind">What it shows: <c>videos</c>, <c>posts</c>.</param>
/// <param name="Note">One sentence about all of it.</param>
public sealed record Card(string Kind, string Title, IReadOnlyList<CardRow> Rows, string? Note = null)
{
    internal const int MostRows = 20;

    internal static Card Of<T>(string kind, string title, IReadOnlyList<T> items, Func<T, CardRow> row, string none) => new(
        kind, title, [.. items.Take(MostRows).Select(row)],
        items.Count == 0 ? none : items.Count > MostRows ? $"The first {MostRows} of {items.Count}." : null);
}

/// <param name="Status">The API's own word: <c>published</c>.</param>
/// <param name="Path">Of the page about it, within our site.</param>
public sealed record CardRow(string Title, string? Note = null, string? Status = null, string? Path = null);

/// <summary>A question to the person, with two buttons. Only a request of theirs answers it.</summary>
/// <param name="ActionId">Names it in the answer.</param>
/// <param name="Tool">What would be used.</param>
/// <param name="Question">Says what would happen.</param>
public sealed record Confirmation(string ActionId, string Tool, string Question, DateTimeOffset ExpiresAt);
