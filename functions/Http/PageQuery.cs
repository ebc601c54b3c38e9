using System.Globalization;
using Microsoft.AspNetCore.Http;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Http;

/// <summary>Cursors come from outside: one that is not ours is the caller's mistake, not ours.</summary>
internal static class PageQuery
{
    public static readonly Problem BadCursor =
        Problem.InvalidField("after", "This cursor does not belong to this list. Start again without it.");

    public static readonly Problem BadLimit = Problem.InvalidField("limit", "Ask for 1 to 100 at a time.");

    /// <returns>Null: not 1 to 100.</returns>
    public static int? Limit(HttpRequest request, int usual) => !request.Query.TryGetValue("limit", out var given) ? usual
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit is >= 1 and <= 100 ? limit
        : null;

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
}
