using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Shortloop.EndToEnd.Rig;

/// <summary>A look into storage past the API, with the installation's own key.</summary>
internal static class Storage
{
    /// <summary>Names of all blobs of a video, also of those that only have uncommitted blocks.</summary>
    public static async Task<IReadOnlyList<string>> BlobsOfAsync(Installation installation, string videoId)
    {
        var container = await ContainerAsync(installation);
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.Uncommitted))
        {
            if (blob.Name.Contains(videoId, StringComparison.Ordinal))
                names.Add(blob.Name);
        }

        return names;
    }

    public static async Task PutAsync(Installation installation, string name, BinaryData content) =>
        await (await ContainerAsync(installation)).UploadBlobAsync(name, content);

    private static async Task<BlobContainerClient> ContainerAsync(Installation installation)
    {
        var key = (string)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(installation.Data, "keys.json")))!["blobKey"]!;
        var origin = $"http://127.0.0.1:{installation.Port + 2}/shortloop";
        return new BlobContainerClient($"DefaultEndpointsProtocol=http;AccountName=shortloop;AccountKey={key};BlobEndpoint={origin};", "media");
    }
}
