using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Study.Sources;

/// <param name="Link">Where it can be watched.</param>
public sealed record LinkedCaptions(string Platform, Uri Link, SourceCaptions Captions);

/// <summary>
/// Reads the captions of a video by its link, as one of the organisation's connected accounts of that platform where there is one. That it can't be
/// done is said at once and costs nothing; an upload of the captions is the equal way. What the platform doesn't give, a model may read, where one is
/// configured and the budget allows it: what a platform gives is exact, and free.
/// </summary>
public sealed class ReadLink(IEnumerable<ICaptionSource> platforms, ReadByModel models, IDocumentStore store, AccountTokens tokens)
{
    private const int LongestLink = 2000;

    private const string NotYours = "captions_not_yours";
    private const string None = "captions_none";
    private const string Gone = "source_gone";

    private static readonly Problem Unknown = new(
        ProblemKind.Invalid, "link_unknown", "This is no link to a video whose captions can be read. Check it, or upload the captions (VTT, SRT or TXT).",
        new Dictionary<string, string> { ["link"] = "is no link to a YouTube video" });

    private static readonly Problem NoCaptions = new(
        ProblemKind.Conflict, "captions_none", "This video has no captions. Make some at the platform, or upload a file (VTT, SRT or TXT).", Upload);

    private static readonly Problem NotAllowed = new(
        ProblemKind.Conflict, "captions_not_yours",
        "The platform gives captions only to who may edit the video. Connect the channel it belongs to, or upload the captions (VTT, SRT or TXT).", Upload);

    private static readonly Problem NotThere = new(
        ProblemKind.NotFound, "source_gone", "There is no such video: it was deleted, is private, or was never there. If you have its captions, upload them (VTT, SRT or TXT).", Upload);

    private static Dictionary<string, string> Upload => new() { ["upload"] = "POST /api/v1/sources takes the captions themselves" };

    /// <param name="language">Preferred, BCP 47; null: the video's own.</param>
    public async Task<Outcome<LinkedCaptions>> ExecuteAsync(Principal caller, string link, string? language, CancellationToken cancellation)
    {
        string trimmed = link.Trim();
        (ICaptionSource Source, string VideoId)? found = trimmed.Length > LongestLink || !Uri.TryCreate(trimmed, UriKind.Absolute, out _) ? null : platforms
            .Select(platform => ((ICaptionSource, string)?)(platform.FindVideoId(trimmed) is { } id ? (platform, id) : null))
            .FirstOrDefault(match => match is not null);
        if (found is not { } target)
            return Unknown;

        IReadOnlyList<string> accounts = await AccountsAsync(caller.OrgId, target.Source.Platform, cancellation);
        Problem? problem = null;
        // At last as nobody: there are sources that ask for no account, and a broken one must not stand in their way.
        foreach (string? account in (IEnumerable<string?>)[.. accounts, null])
        {
            try
            {
                SourceCaptions captions = account is null
                    ? await target.Source.ReadAsync(target.VideoId, null, language, cancellation)
                    : await tokens.UseAsync(
                        caller.OrgId, account, (_, token) => target.Source.ReadAsync(target.VideoId, token, language, cancellation), cancellation);
                return new LinkedCaptions(target.Source.Platform, SourceLinks.Of(target.Source.Platform, captions.VideoId, trimmed), captions);
            }
            catch (PermanentException error)
            {
                // Another of several channels may be the one it belongs to; what is gone is gone for all of them.
                problem = problem is null or { Code: NotYours } ? Say(error) : problem;
                if (error.Code is None or Gone)
                    break;
            }
        }

        return problem!.Code is None or NotYours && models.CanRead(target.Source.Platform)
            ? await ByModelAsync(caller, target.Source.Platform, target.VideoId, trimmed, problem, cancellation)
            : problem;
    }

    private async Task<Outcome<LinkedCaptions>> ByModelAsync(
        Principal caller, string platform, string videoId, string link, Problem before, CancellationToken cancellation)
    {
        try
        {
            if (!(await models.ExecuteAsync(caller, platform, videoId, cancellation)).Succeeded(out LinkReading? reading, out Problem? problem))
                return Say(new PermanentException(problem.Code, problem.Message));
            return reading.Captions is { } captions
                ? new LinkedCaptions(platform, SourceLinks.Of(platform, captions.VideoId, link), captions)
                : NoCaptions with { Message = $"{reading.Obstacle} Upload the captions (VTT, SRT or TXT)." };
        }
        catch (PermanentException error)
        {
            // Where the channel's own account was told that there are none, the video is there: others just can't see it.
            return error.Code == Gone && before.Code == None ? before : Say(error);
        }
    }

    private static Problem Say(PermanentException error) => error.Code switch
    {
        None => NoCaptions,
        NotYours => NotAllowed,
        Gone => NotThere,
        _ => new Problem(ProblemKind.Conflict, error.Code, $"{error.Message} Or upload the captions (VTT, SRT or TXT).", Upload),
    };

    private async Task<IReadOnlyList<string>> AccountsAsync(string orgId, string platform, CancellationToken cancellation) =>
        [.. (await store.QueryAsync<ConnectedAccount>(
            Containers.Accounts, new DocumentQuery(orgId, [new Condition("platform", Comparison.Equal, platform)]), cancellation)).Items.Select(account => account.Id)];
}
