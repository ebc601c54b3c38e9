namespace Shortloop.Core.Accounts;

/// <summary>Platform truths that are said when an account is connected, so that nobody learns them from a failed post.</summary>
public static class PlatformNotes
{
    /// <summary>As the platform writes itself.</summary>
    public static string NameOf(string platform) => platform switch
    {
        "tiktok" => "TikTok",
        "instagram" => "Instagram",
        "youtube_shorts" or "youtube" => "YouTube",
        "facebook" => "Facebook",
        _ => platform,
    };

    public static IReadOnlyList<string> Of(string platform) => platform switch
    {
        "tiktok" =>
        [
            "Until TikTok has audited this app, posts are visible to you only (SELF_ONLY) and your account must be private when posting.",
            "TikTok takes about 15 posts a day for an account, over all apps together.",
        ],
        "youtube" =>
        [
            "Read only: captions of this channel's own videos, and public numbers. Nothing is posted to YouTube.",
            "YouTube gives captions only to who may edit a video, so links to other people's videos need an upload of their captions.",
        ],
        _ => [],
    };
}
