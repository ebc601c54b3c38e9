using Microsoft.AspNetCore.Http;

namespace Shortloop.Local.Hosting.Web;

/// <summary>What a browser may do with our answers. Pages load from here alone; media also from the blob store.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, FunctionsHostOptions options)
{
    private readonly string _policy = Policy(string.Join(' ', options.StorageOrigins.Prepend("'self'")));

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers.ContentSecurityPolicy = _policy;
        return next(http);
    }

    /// <summary>Inline styles are allowed: timelines and charts set positions that way.</summary>
    private static string Policy(string origins) => string.Join("; ",
        "default-src 'self'",
        // Public videos are shown by the pictures that their platform has of them.
        $"img-src {origins} data: blob: https://i.ytimg.com https://yt3.ggpht.com",
        $"media-src {origins} blob:",
        $"connect-src {origins}",
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'");
}
