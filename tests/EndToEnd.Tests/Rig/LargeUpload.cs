namespace Shortloop.EndToEnd.Rig;

/// <param name="Growth">Largest resident memory of the host during the upload over that before it, in bytes.</param>
internal sealed record LargeUpload(string VideoId, string JobId, long Growth, int Samples)
{
    /// <summary>Looks at the host's memory after every block and once the upload is complete.</summary>
    public static async Task<LargeUpload> MeasureAsync(Installation shortloop, long size)
    {
        var path = await Clips.PaddedAsync(size);
        var upload = await shortloop.Api.StartUploadAsync("large.mp4", size);
        var before = Processes.Memory(shortloop.HostProcessId);
        var (most, samples) = (before, 0);
        void Look()
        {
            most = Math.Max(most, Processes.Memory(shortloop.HostProcessId));
            samples++;
        }

        var blocks = await shortloop.Api.PutBlocksAsync(upload, path, Look);
        var job = await shortloop.Api.PostAsync($"videos/{upload.VideoId}/complete", Api.Completion(blocks, new Produce { Privacy = null }));
        Look();
        return new LargeUpload(upload.VideoId, (string)job["id"]!, most - before, samples);
    }
}
