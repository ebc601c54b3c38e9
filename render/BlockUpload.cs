using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Shortloop.Core;

namespace Shortloop.Render;

/// <summary>
/// Puts a file into blob storage by a signed link (Put Block, Put Block List), one block in memory at a time. Nothing is visible
/// before the list is put, so a crash leaves no half file.
/// </summary>
internal sealed class BlockUpload(HttpClient http, Retrying retrying)
{
    private const int BlockSize = 4 * 1024 * 1024;
    private const string Version = "2021-12-02";

    /// <param name="sent">Called with the number of bytes put.</param>
    public async Task PutAsync(string path, Uri link, string contentType, Action<long>? sent, CancellationToken cancellation)
    {
        var ids = new List<string>();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            await using var file = File.OpenRead(path);
            int length;
            while ((length = await file.ReadAtLeastAsync(buffer.AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false, cancellation)) > 0)
            {
                var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(ids.Count.ToString("d6", CultureInfo.InvariantCulture)));
                await retrying.RunAsync(stop => PutAsync(With(link, "comp=block&blockid=" + Uri.EscapeDataString(id)), new ByteArrayContent(buffer, 0, length), null, stop), cancellation);
                ids.Add(id);
                sent?.Invoke(length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var list = $"""<?xml version="1.0" encoding="utf-8"?><BlockList>{string.Concat(ids.Select(id => $"<Latest>{id}</Latest>"))}</BlockList>""";
        await retrying.RunAsync(stop => PutAsync(With(link, "comp=blocklist"), new StringContent(list, Encoding.UTF8, "application/xml"), contentType, stop), cancellation);
    }

    private async Task<bool> PutAsync(Uri link, HttpContent content, string? contentType, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = content };
        request.Headers.Add("x-ms-version", Version);
        if (contentType is not null) request.Headers.Add("x-ms-blob-content-type", contentType);
        else content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.Created) return true;
            throw new TransientException("storage_unavailable", $"Storage did not take the file (HTTP {(int)response.StatusCode}).", response.Headers.RetryAfter?.Delta);
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new TransientException("storage_unavailable", "Storage could not be reached.", inner: error);
        }
    }

    private static Uri With(Uri link, string query) => new UriBuilder(link) { Query = link.Query.TrimStart('?') + "&" + query }.Uri;
}
