using System.Buffers;
using System.Net;
using Shortloop.Core;

namespace Shortloop.Adapters.TikTok;

/// <summary>The next <c>length</c> bytes of a stream as a request body, through one small buffer.</summary>
internal sealed class ChunkContent(Stream source, long length, Action<long> sent) : HttpContent
{
    private const int BufferSize = 128 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var left = length; left > 0;)
            {
                var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, BufferSize)), cancellationToken);
                if (read == 0)
                    throw new PermanentException("video_truncated", "The video ends before its announced size; upload it again.");
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                left -= read;
                sent(length - left);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }
}
