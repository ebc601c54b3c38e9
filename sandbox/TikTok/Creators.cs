namespace Shortloop.Sandbox.TikTok;

/// <summary>The people who have an account in this TikTok.</summary>
internal sealed record Creator(string OpenId, string UnionId, string Username, string Nickname, bool IsPrivate, int MaxSeconds, int Followers)
{
    public IReadOnlyList<string> PrivacyOptions => IsPrivate
        ? ["FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"]
        : ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"];

    public static readonly IReadOnlyList<Creator> All =
    [
        new("open-77", "union-77", "mara.climbs", "Mara climbs", IsPrivate: false, MaxSeconds: 600, Followers: 18_240),
        new("open-78", "union-78", "quiet.kitchen", "Quiet Kitchen", IsPrivate: true, MaxSeconds: 300, Followers: 312),
    ];

    public static Creator Find(string? openId) => All.FirstOrDefault(c => c.OpenId == openId) ?? All[0];
}
