using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Shortloop.Sandbox.YouTube;

/// <summary>Lists in pages, with opaque tokens.</summary>
internal static class Paging
{
    public static IResult Page<T>(YouTubeCall call, string kind, IReadOnlyList<T> all, Func<T, object> write)
    {
        if (Offset(call["pageToken"]) is not { } offset)
            return YouTubeReply.Error(400, "invalidPageToken", "The request specifies an invalid page token.", "youtube.parameter");
        var size = call.MaxResults!.Value;
        var answer = new Dictionary<string, object?> { ["kind"] = kind, ["etag"] = "sbx" };
        if (offset + size < all.Count && size > 0)
            answer["nextPageToken"] = Token(offset + size);
        if (offset > 0)
            answer["prevPageToken"] = Token(Math.Max(0, offset - size));
        answer["pageInfo"] = new { totalResults = all.Count, resultsPerPage = size };
        answer["items"] = all.Skip(offset).Take(size).Select(write);
        return Results.Json(answer);
    }

    private static string Token(int offset) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"at:{offset}")));

    private static int? Offset(string? token)
    {
        if (token is null)
            return 0;
        if (!Base64Url.IsValid(token))
            return null;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(token));
        return text.StartsWith("at:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
    }
}
