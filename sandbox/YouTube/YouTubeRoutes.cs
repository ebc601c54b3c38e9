namespace Shortloop.Sandbox.YouTube;

/// <summary>The YouTube Data API over the sandbox's world, Google's consent for it, and YouTube's public pages. Each host is a folder here.</summary>
internal static class YouTubeRoutes
{
    public static void MapYouTube(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        var quota = new YouTubeQuota(sandbox);
        var gate = new YouTubeGate(sandbox, quota);
        var known = new KnownVideos(sandbox);
        var json = new VideoJson(sandbox);
        var videos = new VideoEndpoints(sandbox, known, json);
        var search = new SearchEndpoint(sandbox, known, json);
        var channels = new ChannelEndpoints(sandbox, known, json);
        var captions = new CaptionEndpoints(sandbox, known);
        var consent = new ChannelConsent(sandbox);
        var tokens = new ChannelTokens(sandbox);
        var pages = new PublicPages(sandbox, known);

        // As a Delegate: a lone HttpContext parameter would make it a RequestDelegate, whose result is thrown away.
        Delegate Api(int? units, Func<YouTubeCall, IResult> action) => (HttpContext http) => gate.Run(http, units, action);

        var api = routes.MapGroup("/youtube/api/youtube/v3");
        api.MapGet("/videos", Api(1, videos.Videos));
        api.MapGet("/videoCategories", Api(1, videos.CategoryList));
        api.MapGet("/search", Api(null, search.Search));
        api.MapGet("/channels", Api(1, channels.Channels));
        api.MapGet("/playlistItems", Api(1, channels.PlaylistItems));
        api.MapGet("/captions", Api(50, captions.List));
        api.MapGet("/captions/{id}", (HttpContext http, string id) => gate.Run(http, 200, call => captions.Download(call, id)));

        routes.MapGet("/youtube/accounts/o/oauth2/v2/auth", (Delegate)consent.Show);
        routes.MapPost("/youtube/accounts/o/oauth2/v2/auth", (Delegate)consent.DecideAsync);
        routes.MapPost("/youtube/oauth2/token", (Delegate)tokens.TokenAsync);
        routes.MapPost("/youtube/oauth2/revoke", (Delegate)tokens.RevokeAsync);

        var www = routes.MapGroup("/youtube/www");
        www.MapGet("/watch", pages.Watch);
        www.MapGet("/shorts/{v}", pages.Watch);
        www.MapGet("/oembed", pages.Embed);
        www.MapGet("/feeds/videos.xml", pages.Feed);
        routes.MapGet("/youtube/img/{name}.svg", PublicPages.Picture);

        routes.MapGet("/_sandbox/youtube/quota", () => new { used = new { quota.Used.Searches, quota.Used.Units } });
    }
}
