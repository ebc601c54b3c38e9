using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.TikTok;

/// <summary>
/// Sends what TikTok still lacks, chunk by chunk. It does not retry by itself: after a failure it is called again and goes on where TikTok stands.
/// </summary>
internal sealed class TikTokUpload(TikTokHttp http, ILogger logger)
{
    public async Task SendAsync(
        PublishHandle handle,
        PublishRequest request,
        long from,
        Func<long, CancellationToken, Task<Stream>> openAt,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var url = handle.UploadUrl ?? throw new PermanentException("upload_expired", "The upload address of the post is not known any more.");
        var plan = new UploadPlan(request.VideoBytes);
        await using var source = await openAt(from, cancellation);
        for (var position = from; position < plan.Size;)
        {
            var start = position;
            var end = plan.EndOfChunk(start);
            using var content = new ChunkContent(source, end - start, sent => progress?.Report((double)(start + sent) / plan.Size));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
            content.Headers.ContentRange = plan.Range(start, end);
            Check(await http.PutAsync("upload", url, content, cancellation), last: end == plan.Size);
            position = end;
            Logs.Uploaded(logger, handle.Id, end, plan.Size);
        }
    }

    private static void Check(HttpStatusCode status, bool last)
    {
        switch (status)
        {
            case HttpStatusCode.Created or HttpStatusCode.OK when last:
            case HttpStatusCode.PartialContent when !last:
                return;
            case HttpStatusCode.Forbidden or HttpStatusCode.NotFound:
                throw new PermanentException(
                    "upload_expired", "TikTok no longer takes bytes at this upload address (valid for one hour); the post has to be announced again.");
            case HttpStatusCode.PartialContent or HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.RequestedRangeNotSatisfiable:
                throw TikTokErrors.Unavailable("TikTok counts other bytes than were sent; its position has to be asked again.");
            default:
                var number = ((int)status).ToString(CultureInfo.InvariantCulture);
                throw (int)status >= 500 || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                    ? TikTokErrors.Unavailable($"TikTok's upload host answered HTTP {number}.")
                    : new PermanentException("platform_refused", $"TikTok refused a chunk of the upload: HTTP {number}.");
        }
    }
}
