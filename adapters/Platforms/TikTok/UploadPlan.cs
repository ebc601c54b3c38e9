using System.Net.Http.Headers;

namespace Shortloop.Adapters.TikTok;

/// <summary>
/// How a video is cut into chunks: one up to 32 MiB, else chunks of 16 MiB with the rest in the last. TikTok allows 5 to 64 MB, the last
/// 128 MB, and doesn't say which MB it means: both sizes are far from the edges. Depends on the size alone, so an upload can be resumed.
/// </summary>
internal sealed record UploadPlan(long Size)
{
    private const long SingleUpTo = 32L << 20;
    private const long Usual = 16L << 20;

    public long ChunkSize => Size <= SingleUpTo ? Size : Usual;

    /// <summary>Rounded down, as TikTok wants it.</summary>
    public long Count => Size / ChunkSize;

    /// <summary>Where the chunk that <paramref name="position"/> lies in ends, exclusive.</summary>
    public long EndOfChunk(long position)
    {
        var index = position / ChunkSize;
        return index >= Count - 1 ? Size : (index + 1) * ChunkSize;
    }

    public ContentRangeHeaderValue Range(long from, long end) => new(from, end - 1, Size);
}
