namespace Shortloop.Core.Ports;

/// <summary>
/// Public videos of a connected account, read by its own sign-in: the way in at a platform that shows an app nobody else's videos. Errors: those of
/// <see cref="IConnectablePlatform"/>. What is private or gone is missing from an answer.
/// </summary>
public interface IOwnVideos
{
    /// <summary>Its platform is that of the accounts that it reads.</summary>
    TrendSourceInfo Info { get; }

    /// <summary>Whether what a person granted is enough. Asks nobody.</summary>
    bool MayRead(IReadOnlyList<string> scopes);

    /// <summary>The account's newest public videos, newest first.</summary>
    /// <param name="account">Whose token it is; who the videos are said to be of.</param>
    Task<IReadOnlyList<PublicVideo>> ListAsync(string accessToken, PlatformProfile account, int max, CancellationToken cancellation);

    /// <summary>Fresh numbers by video id, in as few requests as the platform allows. What is not of this account is missing.</summary>
    Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(string accessToken, IReadOnlyList<string> videoIds, CancellationToken cancellation);
}
