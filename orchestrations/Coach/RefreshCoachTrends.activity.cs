using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Coach;

// Running it twice only reads.
public sealed class ListDueFeedsActivity(DueFeeds due)
{
    [Function(nameof(ListDueFeedsActivity))]
    public async Task<FeedKey[]> RunAsync([ActivityTrigger] CoachTrendsInput input, CancellationToken cancellation) => [.. await due.ListAsync(cancellation)];
}

// Running it twice asks the sources again and writes the same feed.
public sealed class RefreshFeedActivity(RefreshTrending refresh)
{
    [Function(nameof(RefreshFeedActivity))]
    public Task<int> RunAsync([ActivityTrigger] FeedKey key, CancellationToken cancellation) =>
        ThrottlePatience.RunAsync(() => refresh.ExecuteAsync(key, cancellation), cancellation);
}
