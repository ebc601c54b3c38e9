using Shortloop.Sandbox.TikTok;

namespace Shortloop.Sandbox.Control;

/// <summary>What has been posted to the outside world, newest first.</summary>
internal static class HomePage
{
    public static IResult Show(SandboxContext sandbox)
    {
        var now = sandbox.Now;
        var posts = sandbox.State.Read(s => s.TikTok.Posts.AsEnumerable().Reverse().ToList());
        var cards = string.Concat(posts.Select(p => Card(p, now)));
        return Html.Page("Sandbox", FormattableString.Invariant($"""
            <h1>The outside world, played by the sandbox</h1>
            <p><a href="/mail">Mail that was sent</a></p>
            <p class="quiet">TikTok at <code>/tiktok</code>, YouTube at <code>/youtube</code>, Stripe at <code>/stripe</code>, an OpenAI-compatible model at <code>/openai/v1</code>,
            sign-in at <code>/google</code>, <code>/github</code> and <code>/discord</code>. The clock says {now:yyyy-MM-dd HH:mm} UTC.</p>
            {(posts.Count == 0 ? "<p>Nothing has been posted yet.</p>" : $"<div class=\"grid\">{cards}</div>")}
            """));
    }

    private static string Card(Post post, DateTimeOffset now)
    {
        var creator = Creator.Find(post.OpenId);
        var link = post.IsPublic(now) ? $"/tiktok/www/@{creator.Username}/video/{post.VideoId}" : $"/posts/{Uri.EscapeDataString(post.PublishId)}";
        return $"""
            <article class="card">{VideoPages.Player(post)}
            <p><a href="{link}">@{Html.Text(creator.Username)}</a> {Html.Text(post.Title)}</p>
            <p class="row"><span class="badge">{post.Status(now)}</span>{(post.IsAigc ? "<span class=\"badge\">AI-generated</span>" : "")}
            {(post.FailReason is { } reason ? $"<span class=\"badge\">{reason}</span>" : "")}</p></article>
            """;
    }
}
