using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Shortloop.Functions.Videos;

namespace Shortloop.Local.Up;

/// <summary>Puts a file's blocks straight into storage by the signed link, skipping those that are there already.</summary>
internal sealed class BlockUpload(HttpClient storage)
{
    private const string StorageVersion = "2021-12-02";

    /// <returns>The ids of all blocks, in order.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(
        string path, UploadState state, Action<long> sent, CancellationToken cancellation)
    {
        await using FileStream file = File.OpenRead(path);
        var there = state.Blocks.ToDictionary(b => b.Id, b => b.Length);
        var ids = new List<string>();
        byte[] buffer = new byte[state.Upload.BlockSizeBytes];
        for (int index = 0, length; (length = await file.ReadAtLeastAsync(buffer, buffer.Length, false, cancellation)) > 0; index++)
        {
            string id = Convert.ToBase64String(Encoding.ASCII.GetBytes(index.ToString("D6", CultureInfo.InvariantCulture)));
            ids.Add(id);
            if (!there.TryGetValue(id, out long known) || known != length)
                await PutAsync(state.Upload.Url, id, buffer.AsMemory(0, length), cancellation);
            sent(length);
        }

        return ids;
    }

    private async Task PutAsync(Uri link, string id, ReadOnlyMemory<byte> block, CancellationToken cancellation)
    {
        var target = new Uri($"{link}&comp=block&blockid={Uri.EscapeDataString(id)}");
        using var request = new HttpRequestMessage(HttpMethod.Put, target) { Content = new ReadOnlyMemoryContent(block) };
        request.Headers.Add("x-ms-version", StorageVersion);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using HttpResponseMessage response = await storage.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new ApiException($"Storage refused a part of the file ({(int)response.StatusCode}).");
    }
}
