using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Operations;

namespace Shortloop.Core.Videos;

internal static class ProduceOptionsCheck
{
    private static readonly string[] Known = ["tiktok", "instagram", "youtube_shorts", "youtube", "facebook"];

    /// <summary>Also whether the caller may ask for it: a post that nobody approves is published, whichever route it was ordered by.</summary>
    public static Problem? Find(Principal caller, ProduceOptions options, DateTimeOffset now) =>
        Find(options, now) ?? (options is { Privacy: not null, RequireApproval: false } && caller.Key is { } key && !key.Allows(KeyScope.Publish)
            ? KeyInUse.Missing(KeyScope.Publish)
            : null);

    private static Problem? Find(ProduceOptions options, DateTimeOffset now) => options switch
    {
        { Platforms.Count: 0 or > 5 } => Problem.InvalidField("produce.platforms", $"Choose 1 to 5 of: {string.Join(", ", Known)}."),
        _ when options.Platforms.Any(p => p is null) => Problem.InvalidField("produce.platforms", $"Choose from: {string.Join(", ", Known)}."),
        _ when options.Platforms.Distinct().Count() != options.Platforms.Count =>
            Problem.InvalidField("produce.platforms", "Name each platform once."),
        _ when options.Platforms.FirstOrDefault(p => !Known.Contains(p)) is { } unknown =>
            Problem.InvalidField("produce.platforms", $"'{unknown}' is not one of: {string.Join(", ", Known)}."),
        { Goal.Length: > 500 } => Problem.InvalidField("produce.goal", "Say the goal in at most 500 characters."),
        { Privacy: { Length: 0 or > 60 } } => Problem.InvalidField("produce.privacy", "Choose who may see the post, or leave it out to render only."),
        { PublishAt: { } at } when at > now.AddDays(366) =>
            Problem.InvalidField("produce.publishAt", "Choose a time within the next 366 days."),
        _ => null,
    };
}
