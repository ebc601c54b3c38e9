using System.Text.RegularExpressions;
using System.Web;

namespace Shortloop.Adapters.YouTube;

/// <summary>What a link to YouTube points to. Nobody is asked.</summary>
internal sealed partial class YouTubeLinks(YouTubeOptions options)
{
    private static readonly string[] Hosts = ["youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"];

    [GeneratedRegex("^[A-Za-z0-9_-]{11}$")]
    private static partial Regex VideoId { get; }

    [GeneratedRegex("^UC[A-Za-z0-9_-]{22}$")]
    private static partial Regex ChannelId { get; }

    /// <summary>With its @; letters of any script, as YouTube allows since 2023.</summary>
    [GeneratedRegex(@"^@[\p{L}\p{N}._·-]{3,60}$")]
    private static partial Regex Handle { get; }

    public Uri Watch(string videoId) => At("watch?v=" + videoId);

    public Uri Channel(string channelId) => At("channel/" + channelId);

    public string? FindVideoId(string link)
    {
        if (Parse(link) is not { } uri)
            return null;
        string[] path = Segments(uri);
        string? id = uri.Host == "youtu.be" ? path.FirstOrDefault()
            : path is ["watch"] ? HttpUtility.ParseQueryString(uri.Query)["v"]
            : path is ["shorts" or "embed" or "live" or "v", var last, ..] ? last
            : null;
        return id is not null && VideoId.IsMatch(id) ? id : null;
    }

    /// <returns>A query of channels.list: <c>id=…</c>, <c>forHandle=…</c> or <c>forUsername=…</c>; null: no link to a channel.</returns>
    public string? FindChannel(string link)
    {
        string text = link.Trim();
        if (ChannelId.IsMatch(text))
            return "id=" + text;
        if (Handle.IsMatch(text))
            return "forHandle=" + Uri.EscapeDataString(text);
        if (Parse(text) is not { } uri || uri.Host == "youtu.be")
            return null;
        return Segments(uri) switch
        {
            ["channel", var id, ..] when ChannelId.IsMatch(id) => "id=" + id,
            ["user", var name, ..] => "forUsername=" + Uri.EscapeDataString(name),
            [var handle, ..] when Handle.IsMatch(handle) => "forHandle=" + Uri.EscapeDataString(handle),
            _ => null,
        };
    }

    /// <returns>Null: not an address of YouTube, or of what stands in for it.</returns>
    private Uri? Parse(string link)
    {
        string text = link.Trim();
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "https://" + text;
        if (text.Length > 2000 || !Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http"))
            return null;
        return Hosts.Contains(uri.Host) || uri.Host == "youtu.be" || IsBelowBase(uri) ? uri : null;
    }

    private bool IsBelowBase(Uri uri) => uri.Authority == options.WwwBase.Authority && uri.AbsolutePath.StartsWith(options.WwwBase.AbsolutePath, StringComparison.Ordinal);

    private string[] Segments(Uri uri)
    {
        string path = IsBelowBase(uri) ? uri.AbsolutePath[options.WwwBase.AbsolutePath.Length..] : uri.AbsolutePath;
        return [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
    }

    private Uri At(string path) => new(options.WwwBase.ToString().TrimEnd('/') + "/" + path);
}
