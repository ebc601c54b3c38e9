using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Shortloop.Local.Hosting.Web;

/// <summary>The built web app. Addresses without a file behind them are the app's own routes, and get its page.</summary>
internal static class StaticSite
{
    private const string Page = "/index.html";

    public static void Use(IApplicationBuilder app, string root, string apiPrefix)
    {
        app.Use((http, next) =>
        {
            if (IsRouteOfPage(http, "/" + apiPrefix)) http.Request.Path = Page;
            return next(http);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.GetFullPath(root)),
            OnPrepareResponse = SetCaching,
        });
    }

    private static bool IsRouteOfPage(HttpContext http, string api) =>
        http.GetEndpoint() is null
        && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        && !http.Request.Path.StartsWithSegments(api)
        && !Path.HasExtension(http.Request.Path);

    /// <summary>Vite puts a hash in the names below assets/, so they never change; all else is asked for again.</summary>
    private static void SetCaching(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl =
        file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
