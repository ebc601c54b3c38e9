using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Core.Radar.Own;

/// <param name="Numbers">Null: their account can't be asked now, which says nothing of the videos.</param>
public sealed record OwnAnswer(TrendVideo[] Asked, IReadOnlyDictionary<string, PublicMetrics>? Numbers);

/// <summary>Fresh numbers of videos of the organisation's own accounts, by each account's own sign-in. One that can't be asked is passed over.</summary>
public sealed class MeasureOwnVideos(OwnAccounts accounts, WatchStore watches)
{
    public bool Measures(TrendVideo video) => accounts.Reads(video);

    /// <param name="videos">Those that it <see cref="Measures"/>.</param>
    /// <returns>One answer for each account.</returns>
    public async Task<IReadOnlyList<OwnAnswer>> ExecuteAsync(string orgId, IReadOnlyList<TrendVideo> videos, CancellationToken cancellation)
    {
        if (videos.Count == 0)
            return [];
        OwnAccountsFound found = await accounts.FindAsync(orgId, cancellation);
        var answers = new List<OwnAnswer>();
        foreach (IGrouping<(string Platform, string CreatorId), TrendVideo> ofOne in videos.GroupBy(video => (video.Platform, video.CreatorId)))
        {
            ConnectedAccount? account = found.Readable.FirstOrDefault(one => (one.Platform, one.ExternalId) == ofOne.Key);
            TrendVideo[] asked = [.. ofOne];
            answers.Add(new OwnAnswer(asked, account is null ? null : await AskAsync(account, asked, cancellation)));
        }

        return answers;
    }

    private async Task<IReadOnlyDictionary<string, PublicMetrics>?> AskAsync(ConnectedAccount account, TrendVideo[] asked, CancellationToken cancellation)
    {
        int requests = (asked.Length + Allowance.VideosPerMeasure - 1) / Allowance.VideosPerMeasure;
        await watches.SpendAsync(account.OrgId, "measures", requests, cancellation);
        try
        {
            return await accounts.AskAsync(account, (reader, token) => reader.MeasureAsync(token, [.. asked.Select(video => video.VideoId)], cancellation), cancellation);
        }
        catch (WorkException)
        {
            return null;
        }
    }
}
