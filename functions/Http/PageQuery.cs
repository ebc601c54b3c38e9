using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Http;

/// <summary>Cursors come from outside: one that is not ours is the caller's mistake, not ours.</summary>
internal static class PageQuery
{
    public static readonly Problem BadCursor =
        Problem.InvalidField("after", "This cursor does not belong to this list. Start again without it.");

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
