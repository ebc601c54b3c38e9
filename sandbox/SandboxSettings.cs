namespace Shortloop.Sandbox;

/// <summary>What the people behind the outside services would decide; changed by <c>POST /_sandbox/settings</c>.</summary>
public sealed record SandboxSettings
{
    /// <summary>The consent page answers "allow" by itself.</summary>
    public bool AutoConsent { get; init; }

    /// <summary>TikTok treats the client as one that has not passed its audit.</summary>
    public bool Unaudited { get; init; }

    /// <summary>Seconds from the last uploaded byte to PUBLISH_COMPLETE.</summary>
    public double ProcessingSeconds { get; init; } = 0.5;

    /// <summary>Seconds from PUBLISH_COMPLETE to a public video id (TikTok: usually under a minute, sometimes hours).</summary>
    public double ModerationSeconds { get; init; } = 1;

    /// <summary>Posts per creator in 24 h. TikTok's is about 15; the default is wider so that a demo can be repeated all day.</summary>
    public int PostsPerDay { get; init; } = 1000;

    /// <summary>Where TikTok's webhooks are delivered; none are made while it is null.</summary>
    public Uri? TikTokWebhookUrl { get; init; }

    /// <summary>Where Stripe's events are delivered; none are while it is null.</summary>
    public Uri? StripeWebhookUrl { get; init; }

    /// <summary>Seconds until a bank transfer at Stripe's checkout has arrived, or failed.</summary>
    public double StripeTransferSeconds { get; init; } = 5;

    /// <summary>Value of <see cref="Captions"/>: every well-formed video id leads to a video with captions, for any caller.</summary>
    public const string AnyCaptions = "any";

    /// <summary>Whose captions YouTube gives: <c>any</c>, or as the real one <c>own</c>: those of the connected channel's videos.</summary>
    public string Captions { get; init; } = AnyCaptions;

    /// <summary>Calls of search.list a day; YouTube's default is 100.</summary>
    public int YouTubeSearchesPerDay { get; init; } = 100;

    /// <summary>Units a day for everything else; YouTube's default is 10,000.</summary>
    public int YouTubeUnitsPerDay { get; init; } = 10_000;

    /// <summary>Which world of creators and videos this is.</summary>
    public ulong WorldSeed { get; init; } = 1;

    public int WorldCreators { get; init; } = 800;

    /// <summary>What is wrong with these settings; null when nothing is.</summary>
    public string? Problem() =>
        ProcessingSeconds is not (>= 0 and <= 1e6) || ModerationSeconds is not (>= 0 and <= 1e6) ? "processingSeconds and moderationSeconds: 0 to 1e6."
        : PostsPerDay < 0 ? "postsPerDay: 0 or more."
        : TikTokWebhookUrl is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")) ? "tikTokWebhookUrl: an absolute http or https address."
        : StripeWebhookUrl is { } stripe && (!stripe.IsAbsoluteUri || stripe.Scheme is not ("http" or "https")) ? "stripeWebhookUrl: an absolute http or https address."
        : Captions is not (AnyCaptions or "own") ? "captions: any or own."
        : YouTubeSearchesPerDay < 0 || YouTubeUnitsPerDay < 0 ? "youTubeSearchesPerDay and youTubeUnitsPerDay: 0 or more."
        : WorldCreators is not (>= 1 and <= 200_000) ? "worldCreators: 1 to 200,000."
        : StripeTransferSeconds is not (>= 0 and <= 1e6) ? "stripeTransferSeconds: 0 to 1e6."
        : null;
}
