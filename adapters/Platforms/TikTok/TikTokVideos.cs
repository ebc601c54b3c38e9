namespace Shortloop.Adapters.TikTok;

/// <summary>An account's public videos by the Display API, in TikTok's pages of 20.</summary>
/// <param name="fields">Comma separated; TikTok gives what is asked for and nothing else.</param>
internal sealed class TikTokVideos(TikTokHttp http, string fields)
{
    private const int MostPerCall = 20;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<WireVideo>> ListAsync(string accessToken, int count, CancellationToken cancellation)
    {
        var found = new List<WireVideo>();
        long? cursor = null;
        while (found.Count < count)
        {
            var size = Math.Min(count - found.Count, MostPerCall);
            object page = cursor is null ? new { max_count = size } : new { max_count = size, cursor };
            var answer = await http.CallAsync<VideosAnswer>("video list", $"v2/video/list/?fields={fields}", accessToken, page, cancellation);
            found.AddRange(answer.Videos ?? []);
            if (!answer.HasMore || answer.Videos is null or [])
                break;
            cursor = answer.Cursor;
        }

        return found;
    }

    /// <returns>Those of the asked videos that are the account's own and public.</returns>
    public async Task<IReadOnlyList<WireVideo>> QueryAsync(string accessToken, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var found = new List<WireVideo>();
        foreach (var some in ids.Distinct().Chunk(MostPerCall))
        {
            var answer = await http.CallAsync<VideosAnswer>(
                "video query", $"v2/video/query/?fields={fields}", accessToken, new { filters = new { video_ids = some } }, cancellation);
            found.AddRange(answer.Videos ?? []);
        }

        return found;
    }
}
