using System.Globalization;
using Microsoft.AspNetCore.Http;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Http;

/// <summary>Which page of a list is asked for: <c>?after=</c> the cursor that the page before gave, <c>&amp;limit=</c> how many.</summary>
/// <param name="After">Null: the first page.</param>
internal sealed record PageQuery(string? After, int Limit)
{
    private const int Most = 100;
    private const int Usual = 50;

    private static readonly Problem BadLimit = Problem.InvalidField("limit", $"A page has 1 to {Most} items.");

    /// <summary>Cursors come from outside: one that is not ours is the caller's mistake, not ours.</summary>
    public static readonly Problem BadCursor =
        Problem.InvalidField("after", "This cursor does not belong to this list. Start again without it.");

    public static Task<IResult> AnswerAsync<TItem, TView>(HttpRequest request, Func<PageQuery, Task<Page<TItem>>> query, Func<TItem, TView> view) =>
        AnswerAsync(request, query, items => Task.FromResult<IReadOnlyList<TView>>([.. items.Select(view)]));

    /// <summary>The one way a list is answered.</summary>
    public static async Task<IResult> AnswerAsync<TItem, TView>(
        HttpRequest request, Func<PageQuery, Task<Page<TItem>>> query, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TView>>> views)
    {
        if (!Read(request).Succeeded(out PageQuery? asked, out Problem? problem))
            return Answers.Of(problem);
        return await TryAsync(() => query(asked)) is { } page
            ? TypedResults.Ok(new ListOf<TView>(await views(page.Items), page.Next))
            : Answers.Of(BadCursor);
    }

    /// <returns>Null: the cursor is not one of this list.</returns>
    public static async Task<Page<T>?> TryAsync<T>(Func<Task<Page<T>>> query)
    {
        try
        {
            return await query();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The page of a list that is whole in memory; its cursor is the last item's id.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> all, Func<T, string> idOf)
    {
        int start = After is null ? 0 : all.TakeWhile(item => idOf(item) != After).Count() + 1;
        if (start > all.Count)
            throw new ArgumentException("No item of this list has the cursor's id.");
        List<T> items = [.. all.Skip(start).Take(Limit)];
        return new Page<T>(items, start + items.Count < all.Count ? idOf(items[^1]) : null);
    }

    public static Outcome<PageQuery> Read(HttpRequest request)
    {
        string? after = request.Query["after"] is [{ Length: > 0 } given, ..] ? given : null;
        return request.Query["limit"] switch
        {
            [] => new PageQuery(after, Usual),
            [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= Most => new PageQuery(after, limit),
            _ => BadLimit,
        };
    }
}
