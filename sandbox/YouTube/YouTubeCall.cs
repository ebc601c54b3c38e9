namespace Shortloop.Sandbox.YouTube;

/// <summary>One call of the Data API: its query, and on whose behalf.</summary>
/// <param name="Grant">Null when it came by key.</param>
internal sealed record YouTubeCall(IQueryCollection Query, ChannelGrant? Grant)
{
    public string? this[string name] => Query[name].ToString() is { Length: > 0 } value ? value : null;

    public IReadOnlySet<string> Parts { get; } =
        Query["part"].SelectMany(p => (p ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToHashSet();

    public IReadOnlyList<string> List(string name) =>
        [.. Query[name].SelectMany(p => (p ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <returns>Null: not between 0 and 50.</returns>
    public int? MaxResults => this["maxResults"] is not { } text ? 5 : int.TryParse(text, out var number) && number is >= 0 and <= 50 ? number : null;
}

/// <summary>What every endpoint checks before its own work: key or token, quota, part, maxResults.</summary>
internal sealed class YouTubeGate(SandboxContext sandbox, YouTubeQuota quota)
{
    /// <param name="units">Null: one of the day's searches.</param>
    public IResult Run(HttpContext http, int? units, Func<YouTubeCall, IResult> action)
    {
        var bearer = TikTok.TikTokCall.Bearer(http.Request);
        ChannelGrant? grant = null;
        if (bearer is not null)
        {
            var now = sandbox.Now;
            grant = sandbox.State.Read(s => s.YouTube.Grants.FirstOrDefault(g => g.AccessTokens.Any(t => t.Value == bearer && t.ExpiresAt > now)));
            if (grant is null)
                return YouTubeReply.Unauthorized();
        }
        else if (KeyProblem(http.Request) is { } problem)
        {
            return problem;
        }

        // A wrong request costs at least one unit, too.
        if (!(units is { } cost ? quota.TrySpend(cost) : quota.TrySearch()))
            return YouTubeReply.QuotaExceeded();
        var call = new YouTubeCall(http.Request.Query, grant);
        if (call.Parts.Count == 0 && !http.Request.Path.Value!.Contains("/captions/", StringComparison.Ordinal))
            return YouTubeReply.Error(400, "missingRequiredParameter", "Required parameter: part", "global");
        return call.MaxResults is null
            ? YouTubeReply.Invalid("Invalid value for maxResults. Values must be within the range: [0, 50]")
            : action(call);
    }

    private IResult? KeyProblem(HttpRequest request)
    {
        var key = request.Headers["X-Goog-Api-Key"].ToString() is { Length: > 0 } header ? header : request.Query["key"].ToString();
        if (key.Length == 0)
            return YouTubeReply.Error(403, "forbidden", "The request is missing a valid API key.", "global", "PERMISSION_DENIED");
        return key == sandbox.Options.YouTubeApiKey
            ? null : YouTubeReply.Error(400, "badRequest", "API key not valid. Please pass a valid API key.", "global", "INVALID_ARGUMENT");
    }
}
