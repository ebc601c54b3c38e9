namespace Shortloop.Adapters.Blob;

internal static class ContentDispositions
{
    /// <summary>RFC 6266: an ASCII name for old clients and the true one in UTF-8.</summary>
    public static string Attachment(string name)
    {
        var plain = string.Concat(name.Select(c => c is >= ' ' and <= '~' and not '"' and not '\\' and not '/' ? c : '_'));
        return $"attachment; filename=\"{plain}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
    }
}
