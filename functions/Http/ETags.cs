using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Shortloop.Functions.Http;

/// <summary>
/// Versions of what is edited (RFC 9110, 8.8.3 and 13.1.1): an answer brings its <c>ETag</c>, and an edit that sends it back as <c>If-Match</c> is
/// done only to that version, else 412. Without If-Match the edit is done to whatever is there.
/// </summary>
public static class ETags
{
    /// <returns>The store's ETag that the edit must meet; null: any.</returns>
    public static string? IfMatch(HttpRequest request)
    {
        var given = request.GetTypedHeaders().IfMatch;
        // A header that can't be read, and a weak or a second tag, can't be the version that we gave out.
        return request.Headers.IfMatch.Count == 0 || given is [{ Tag: { Value: "*" } }] ? null
            : given is [{ IsWeak: false } only] ? only.Tag.Value!.Trim('"')
            : "none";
    }

    /// <summary>An answer with the version that it shows.</summary>
    public static IResult With(IResult answer, string? etag) => new Tagged(answer, etag);

    private sealed class Tagged(IResult answer, string? etag) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (etag is not null)
                httpContext.Response.Headers.ETag = new EntityTagHeaderValue($"\"{etag.Trim('"')}\"").ToString();
            return answer.ExecuteAsync(httpContext);
        }
    }
}
