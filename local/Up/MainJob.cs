using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Functions.Edits;
using Shortloop.Functions.Publishing;
using Shortloop.Functions.Videos;
using Spectre.Console;

namespace Shortloop.Local.Up;

/// <summary>Takes one video through the whole loop by the public API, and fetches what came of it.</summary>
internal sealed class MainJob(Api api, HttpClient storage, string outputs)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The sandbox's TikTok shows numbers of public posts only, so the demo posts in public, there.</summary>
    private static readonly ProduceOptions Options = new(["tiktok", "instagram"], Privacy: "PUBLIC_TO_EVERYONE");

    private static readonly (string Title, string[] Stations)[] Bars =
    [
        ("Analysis", [Stations.Probe, Stations.Analyse, Stations.Patterns, Stations.Index, Stations.Strategy, Stations.Script]),
        ("Render", [Stations.Render]),
        ("Publish", [Stations.Policy, Stations.Approval, Stations.Publish, Stations.Metrics]),
    ];

    public async Task<string> UploadAsync(string path, ProgressContext progress, CancellationToken cancellation)
    {
        long length = new FileInfo(path).Length;
        ProgressTask bar = progress.AddTask("Upload", maxValue: Math.Max(1, length));
        string fileName = Path.GetFileName(path);
        VideoView? begun = (await api.VideosAsync(cancellation)).Items.FirstOrDefault(
            v => v.Status == Core.Videos.VideoStatus.Uploading && v.FileName == fileName && v.SizeBytes == length);
        string videoId = begun?.Id ?? (await api.StartUploadAsync(new StartUploadBody(fileName, length), cancellation)).Video.Id;
        UploadState state = await api.ResumeUploadAsync(videoId, cancellation);
        IReadOnlyList<string> blocks = await new BlockUpload(storage).SendAsync(path, state, sent => bar.Increment(sent), cancellation);
        await api.CompleteUploadAsync(videoId, new CompleteUploadBody(blocks, Options), cancellation);
        bar.Value = bar.MaxValue;
        return videoId;
    }

    /// <summary>Shows the stations until the job is over.</summary>
    public async Task FollowAsync(string videoId, ProgressContext progress, CancellationToken cancellation)
    {
        VideoView video = await api.VideoAsync(videoId, cancellation);
        string jobId = video.JobId ?? throw new ApiException($"{video.FileName} has no job: its upload was not completed.");
        ProgressTask[] bars = [.. Bars.Select(b => progress.AddTask(b.Title, maxValue: b.Stations.Length))];
        while (true)
        {
            Functions.Operations.JobView? job = await TryAsync(() => api.JobAsync(jobId, cancellation));
            for (int i = 0; job is not null && i < Bars.Length; i++)
                bars[i].Value = job.Stations.Where(s => Bars[i].Stations.Contains(s.Name)).Sum(Done);
            if (job is not null && NothingToWatch(job))
                return;
            await Task.Delay(Pause, cancellation);
        }
    }

    public async Task<RunResult> CollectAsync(string videoId, CancellationToken cancellation)
    {
        VideoView video = await api.VideoAsync(videoId, cancellation);
        Functions.Operations.JobView job = await api.JobAsync(video.JobId!, cancellation);
        IReadOnlyList<PostView> posts = (await api.PostsAsync(videoId, cancellation)).Items;
        var renders = new List<RunRender>();
        foreach (RenderView render in (await api.RendersAsync(videoId, cancellation)).Items)
        {
            if (render is { Status: RenderStatus.Succeeded, Url: { } link })
                renders.Add(await FetchAsync(video, render, link, cancellation));
        }

        return new RunResult(
            video,
            (await api.PatternsAsync(videoId, cancellation)).Items,
            (await api.StrategiesAsync(videoId, cancellation)).Items is [var strategy, ..] ? strategy : null,
            (await api.ScriptsAsync(videoId, cancellation)).Items is [var script, ..] ? script : null,
            renders,
            posts,
            [.. posts.SelectMany(p => p.Metrics)],
            job.Stations.Where(s => s.Seconds is not null).ToDictionary(s => s.Name, s => s.Seconds!.Value),
            job);
    }

    private async Task<RunRender> FetchAsync(VideoView video, RenderView render, Uri link, CancellationToken cancellation)
    {
        string folder = Directory.CreateDirectory(Path.Combine(outputs, video.Id)).FullName;
        string path = Path.Combine(folder, $"{render.Platform}.mp4");
        if (!File.Exists(path) || new FileInfo(path).Length != render.SizeBytes)
        {
            await using Stream content = await storage.GetStreamAsync(link, cancellation);
            await using (FileStream file = File.Create(path + ".part"))
                await content.CopyToAsync(file, cancellation);
            File.Move(path + ".part", path, overwrite: true);
        }

        return new RunRender(
            render.Platform, path, render.SizeBytes!.Value, render.DurationSeconds!.Value, render.Width!.Value, render.Height!.Value, render.LoudnessLufs);
    }

    // Over, or waiting for a person; what waits for its time goes on by itself in a moment.
    private static bool NothingToWatch(Functions.Operations.JobView job) =>
        job.Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled
        || (job.Status == JobStatus.Waiting && job.Stations.Any(s => s is { Name: Stations.Approval, Status: StationStatus.Running }));

    // The host may be starting anew after a crash; what it was doing goes on, and so do we.
    private static async Task<T?> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static double Done(Functions.Operations.StationView station) =>
        station.Status is StationStatus.Done or StationStatus.Skipped ? 1 : station.Fraction;
}
