using System.Globalization;
using Microsoft.AspNetCore.Http;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.Administration;

/// <summary>One page of a list, from the request's <c>after</c> and <c>limit</c>.</summary>
internal static class AdminPage
{
    private const int Usual = 50;
    private const int Most = 200;

    private static readonly Problem BadLimit = Problem.InvalidField("limit", $"A page has 1 to {Most} items.");

    public static async Task<IResult> AnswerAsync<T, TView>(
        HttpRequest request, Func<string?, int, Task<Page<T>>> query, Func<T, TView> view)
    {
        string given = request.Query["limit"].ToString();
        int limit = Usual;
        if (given.Length > 0 && (!int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Most))
            return Answers.Of(BadLimit);
        string? after = request.Query["after"] is [{ Length: > 0 } cursor] ? cursor : null;
        return await PageQuery.TryAsync(() => query(after, limit)) is { } page
            ? TypedResults.Ok(new ListOf<TView>([.. page.Items.Select(view)], page.Next))
            : Answers.Of(PageQuery.BadCursor);
    }
}
