using Microsoft.AspNetCore.Http;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Http;

/// <summary>Lists that may be narrowed to one video by <c>?videoId=</c>; newest first.</summary>
internal static class ByVideo
{
    public static DocumentQuery Query(Principal caller, HttpRequest request, PageQuery page)
    {
        string? videoId = request.Query["videoId"];
        return new DocumentQuery(
            caller.OrgId, videoId is { Length: > 0 } ? [new Condition("videoId", Comparison.Equal, videoId)] : null, OrderBy: "createdAt", Descending: true,
            page.Limit, page.After);
    }
}
