namespace Shortloop.Functions.Http;

/// <param name="Next">Send it as <c>after</c> to get the page that follows; null on the last page.</param>
public sealed record ListOf<T>(IReadOnlyList<T> Items, string? Next = null);
