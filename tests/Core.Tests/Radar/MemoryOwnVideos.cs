using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Radar;

/// <summary>A platform in memory that shows each account its own videos: the token of an account is <c>access-</c> and its id at the platform.</summary>
internal sealed class MemoryOwnVideos(TimeProvider clock) : IOwnVideos, IConnectablePlatform
{
    public const string Scope = "video.list";

    public List<PublicVideo> Videos { get; } = [];

    public Dictionary<string, long> Views { get; } = [];

    /// <summary>Accounts, by their id at the platform, that it refuses.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>What was asked, with the token that came along.</summary>
    public List<string> Asked { get; } = [];

    public TrendSourceInfo Info { get; } = new("tiktok", "tiktok", Official: true, "What a test says of its own accounts.");

    public string Platform => "tiktok";

    public void Add(string id, string creator, DateTimeOffset publishedAt, long views, params string[] hashtags) => Videos.Add(new PublicVideo(
        "tiktok", id, creator, creator, $"Knots {id}", "", new Uri($"https://www.tiktok.com/@{creator}/video/{id}"), null, publishedAt, 20, null, hashtags, null,
        new PublicMetrics(views, 1, 1, 1, clock.GetUtcNow())));

    public bool MayRead(IReadOnlyList<string> scopes) => scopes.Contains(Scope);

    public Task<IReadOnlyList<PublicVideo>> ListAsync(string accessToken, PlatformProfile account, int max, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PublicVideo>>(
            [.. Of("list", accessToken).OrderByDescending(video => video.PublishedAt).Take(max).Select(video => video with { CreatorName = account.DisplayName })]);

    public Task<IReadOnlyDictionary<string, PublicMetrics>> MeasureAsync(string accessToken, IReadOnlyList<string> videoIds, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, PublicMetrics>>(
            Of($"measure {videoIds.Count}", accessToken).Where(video => videoIds.Contains(video.Id)).ToDictionary(video => video.Id, video => video.Metrics));

    public Task<PlatformTokens> RefreshAsync(string refreshToken, CancellationToken cancellation) => throw new NotSupportedException();

    public Uri CreateAuthorizeUrl(ConnectRequest request) => throw new NotSupportedException();

    public Task<PlatformTokens> ExchangeCodeAsync(string code, ConnectRequest request, CancellationToken cancellation) => throw new NotSupportedException();

    public Task RevokeAsync(string accessToken, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<PlatformProfile> GetProfileAsync(string accessToken, CancellationToken cancellation) => throw new NotSupportedException();

    private IReadOnlyList<PublicVideo> Of(string call, string accessToken)
    {
        Asked.Add($"{call} {accessToken}");
        string creator = accessToken["access-".Length..];
        if (Refused.Contains(creator))
            throw new PermanentException("account_needs_reconnecting", "The account must be connected again.");
        return [.. Videos.Where(video => video.CreatorId == creator).Select(video => video with
        {
            Metrics = video.Metrics with { Views = Views.TryGetValue(video.Id, out long views) ? views : video.Metrics.Views, At = clock.GetUtcNow() },
        })];
    }
}
