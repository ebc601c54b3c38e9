namespace Shortloop.Core.Radar.Bloggers;

/// <summary>What somebody gave to name a creator.</summary>
/// <param name="Platform">Null: a name or handle, which any platform may know.</param>
/// <param name="Handle">As far as it can be read from the link.</param>
public sealed record CreatorLink(string Text, string? Platform, string? Handle)
{
    private const int MaxLength = 300;

    private static readonly (string Host, string Platform)[] Hosts =
        [("youtube.com", "youtube"), ("youtu.be", "youtube"), ("tiktok.com", "tiktok"), ("instagram.com", "instagram")];

    /// <returns>Null: it is a link to somewhere else, or nothing that could name anybody.</returns>
    public static CreatorLink? Read(string text)
    {
        text = text.Trim();
        if (text.Length is < 2 or > MaxLength || text.Any(char.IsControl))
            return null;
        bool hasScheme = text.Contains("://", StringComparison.Ordinal);
        if (!hasScheme && !Hosts.Any(host => text.Contains(host.Host + "/", StringComparison.OrdinalIgnoreCase)))
            return text.Contains('/', StringComparison.Ordinal) ? null : new CreatorLink(text, null, text);
        if (!Uri.TryCreate(hasScheme ? text : $"https://{text}", UriKind.Absolute, out Uri? link) || link.Scheme is not ("https" or "http"))
            return null;
        string? platform = PlatformOf(link);
        return platform is null ? null : new CreatorLink(text, platform, link.Segments.Length > 1 ? Uri.UnescapeDataString(link.Segments[1].Trim('/')) : null);
    }

    /// <returns>Null: none that we know.</returns>
    public static string? PlatformOf(Uri link) => Hosts
        .FirstOrDefault(host => link.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) || link.Host.EndsWith("." + host.Host, StringComparison.OrdinalIgnoreCase))
        .Platform;

    /// <summary>Where a creator's page is, by handle.</summary>
    public Uri? Page => Handle is not { Length: > 1 } handle || !handle.TrimStart('@').All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? null
        : Platform switch
        {
            "tiktok" => new Uri($"https://www.tiktok.com/@{handle.TrimStart('@')}"),
            "instagram" => new Uri($"https://www.instagram.com/{handle.TrimStart('@')}/"),
            _ => null,
        };
}
