using System.Globalization;

namespace Shortloop.Sandbox.TikTok;

/// <summary>What a person sees who follows a post's link.</summary>
internal sealed class VideoPages(SandboxContext sandbox)
{
    private readonly PostFiles _files = new(sandbox);

    public static string ShareUrl(SandboxContext sandbox, Creator creator, Post post) =>
        sandbox.Link($"tiktok/www/@{creator.Username}/video/{post.VideoId.ToString(CultureInfo.InvariantCulture)}").ToString();

    public IResult Video(string username, long id)
    {
        var now = sandbox.Now;
        var post = sandbox.State.Read(s => s.TikTok.Posts.FirstOrDefault(p =>
            p.VideoId == id && p.IsPublic(now) && Creator.Find(p.OpenId).Username == username));
        return post is null ? Missing() : Page(post);
    }

    /// <summary>The owner's view: also what nobody else may see.</summary>
    public IResult Post(string publishId) => Find(publishId) is { } post ? Page(post) : Missing();

    public IResult Media(string publishId) => Find(publishId) is { UploadedAt: not null } post
        ? Results.File(_files.Path(post), post.ContentType, enableRangeProcessing: true)
        : Results.NotFound();

    public static IResult Avatar(string username) => Results.Content(
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="32" fill="#e0245e"/>
        <text x="32" y="42" font-family="sans-serif" font-size="30" text-anchor="middle" fill="#fff">{Html.Text(username[..1].ToUpperInvariant())}</text></svg>
        """,
        "image/svg+xml");

    private Post? Find(string publishId) => sandbox.State.Read(s => s.TikTok.Posts.FirstOrDefault(p => p.PublishId == publishId));

    private static IResult Missing() => Html.Page(
        "Video unavailable", "<h1>Video currently unavailable</h1><p>It may be private, still being checked, or gone.</p>", StatusCodes.Status404NotFound);

    private IResult Page(Post post)
    {
        var now = sandbox.Now;
        var creator = Creator.Find(post.OpenId);
        var figures = VideoFigures.At(post, now);
        var label = post.IsAigc ? """ <span class="badge">Creator labelled as AI-generated</span>""" : "";
        var numbers = post.IsPublic(now)
            ? $"<p>{figures.Views:N0} views · {figures.Likes:N0} likes · {figures.Comments:N0} comments · {figures.Shares:N0} shares</p>"
            : "";
        return Html.Page($"@{creator.Username}", FormattableString.Invariant($"""
            <p><a href="/">All posts</a></p>
            <h1>{Html.Text(creator.Nickname)} <small>@{Html.Text(creator.Username)}</small></h1>
            {Player(post)}
            <p>{Html.Text(post.Title)}</p>{numbers}
            <p class="row"><span class="badge">{post.Status(now)}</span> <span class="badge">{Html.Text(post.Privacy)}</span>{label}</p>
            <p class="quiet">{post.Width}×{post.Height}, {post.DurationSeconds} s, {post.Size:N0} bytes. TikTok, played by the sandbox.</p>
            """));
    }

    public static string Player(Post post) => post.UploadedAt is null
        ? $"<p class=\"quiet\">{post.UploadedBytes:N0} of {post.Size:N0} bytes have arrived.</p>"
        : $"""<video controls playsinline preload="metadata" src="/posts/{Uri.EscapeDataString(post.PublishId)}/media#t=0.1"></video>""";
}
