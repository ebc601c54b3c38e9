namespace Shortloop.Sandbox.TikTok;

/// <summary>TikTok's Login Kit, Content Posting API and Display API.</summary>
internal static class TikTokRoutes
{
    public static void MapTikTok(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        var gate = new TikTokGate(sandbox);
        var consent = new ConsentPage(sandbox);
        var tokens = new TokenEndpoint(sandbox);
        var init = new InitEndpoints(sandbox);
        var posts = new PostEndpoints(sandbox);
        var upload = new UploadEndpoint(sandbox);
        var display = new DisplayEndpoints(sandbox);
        var pages = new VideoPages(sandbox);

        // As a Delegate: a lone HttpContext parameter would make it a RequestDelegate, whose result is thrown away.
        Delegate Api(string? scope, int perMinute, Func<TikTokCall, IResult> action) => (HttpContext http) => gate.RunAsync(http, scope, perMinute, action);

        var www = routes.MapGroup("/tiktok/www");
        www.MapGet("/v2/auth/authorize", consent.Show);
        www.MapPost("/v2/auth/authorize", (Delegate)consent.DecideAsync);
        www.MapGet("/avatar/{username}", VideoPages.Avatar);
        www.MapGet("/@{username}/video/{id:long}", pages.Video);

        var open = routes.MapGroup("/tiktok/open");
        open.MapPost("/v2/oauth/token", (Delegate)tokens.TokenAsync);
        open.MapPost("/v2/oauth/revoke", (Delegate)tokens.RevokeAsync);
        open.MapGet("/v2/user/info", Api(null, 600, display.UserInfo));
        open.MapPost("/v2/video/query", Api("video.list", 600, display.VideoQuery));
        open.MapPost("/v2/video/list", Api("video.list", 600, display.VideoList));

        var publish = open.MapGroup("/v2/post/publish");
        publish.MapPost("/creator_info/query", Api("video.publish", 20, posts.CreatorInfo));
        publish.MapPost("/video/init", Api("video.publish", 6, init.Direct));
        publish.MapPost("/inbox/video/init", Api("video.upload", 6, init.Inbox));
        publish.MapPost("/status/fetch", Api(null, 30, posts.Status));
        publish.MapPost("/cancel", Api(null, 30, posts.Cancel));

        routes.MapPut("/tiktok/upload/video", upload.PutAsync);
        routes.MapGet("/posts/{publishId}", pages.Post);
        routes.MapGet("/posts/{publishId}/media", pages.Media);
    }
}
