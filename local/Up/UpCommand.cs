using System.Globalization;
using System.Text.Json;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Functions.Http;
using Spectre.Console;

namespace Shortloop.Local.Up;

/// <summary>What a person starts: everything up, the videos through the loop, a summary, and then serving until Ctrl-C.</summary>
internal static class UpCommand
{
    public const string DemoName = "shortloop-demo.mp4";

    private static readonly JsonSerializerOptions ReadableJson = new(ApiJson.Options) { WriteIndented = true };

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(CommandLine command, LocalSettings settings, CancellationToken stop)
    {
        Tools.Check();
        Terminal.UsePlainTextWhenRedirected();
        await using var children = new Children(settings);
        using var http = new HttpClient { BaseAddress = settings.Address };
        using var storage = new HttpClient();
        var api = new Api(http);

        await Terminal.WithBarsAsync(progress => SetUpAsync(progress, children, api, settings, stop));
        var job = new MainJob(api, storage, settings.DataFile("outputs"));
        var results = new List<RunResult>();
        bool refused = false;
        foreach (string path in settings.Accounts ? [] : await ChooseAsync(command, settings, api, stop))
        {
            try
            {
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\n[bold]{Path.GetFileName(path)}[/]");
                string? videoId = await FindDemoAsync(path, settings, api, stop);
                await Terminal.WithBarsAsync(async progress =>
                {
                    videoId ??= await job.UploadAsync(path, progress, stop);
                    await job.FollowAsync(videoId, progress, stop);
                });
                results.Add(await job.CollectAsync(videoId!, stop));
                Summary.Print(results[^1], settings);
            }
            catch (ApiException error)
            {
                refused = true;
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{error.Message}[/]");
            }
        }

        if (command.Json is { } file)
            await WriteJsonAsync(file, results, stop);
        bool succeeded = !refused && results.All(r => r.Succeeded);
        if (command.Exit)
            return succeeded ? ExitCodes.Success : ExitCodes.JobFailed;

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"\nShortloop is at [bold underline]{settings.Address}[/]  (outside services are played by {settings.Sandbox})");
        if (settings.Accounts)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Everybody signs in. Sign up at {new Uri(settings.Address, "signup")}; the mail with the link is at {new Uri(settings.Sandbox, "mail")}");
        AnsiConsole.MarkupLine("[grey]Ctrl-C stops it; everything is kept.[/]");
        await ServeAsync(children, stop);
        return ExitCodes.Success;
    }

    private static async Task SetUpAsync(ProgressContext progress, Children children, Api api, LocalSettings settings, CancellationToken stop)
    {
        ProgressTask bar = progress.AddTask("Start", maxValue: 3);
        children.Start();
        bar.Increment(1);
        await WaitAsync(children, api, stop);
        bar.Increment(1);
        if (!settings.Accounts)
            await AccountConnection.EnsureAsync(api, settings, stop);
        bar.Increment(1);
    }

    private static async Task WaitAsync(Children children, Api api, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(StartPatience);
        try
        {
            while (!await api.IsReadyAsync(patience.Token))
            {
                if (children.Complaint is { } complaint)
                    throw new StartException(complaint);
                await Task.Delay(50, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new StartException($"It did not become ready within {StartPatience.TotalSeconds:0} s. The logs are in the data folder, under logs.");
        }
    }

    private static async Task<IReadOnlyList<string>> ChooseAsync(CommandLine command, LocalSettings settings, Api api, CancellationToken stop)
    {
        if (command.Videos.Count > 0)
            return command.Videos;
        string demo = settings.DataFile(DemoName);
        if (!File.Exists(demo) && await FindDemoAsync(demo, settings, api, stop) is null)
            await Terminal.WithBarsAsync(async progress =>
            {
                ProgressTask bar = progress.AddTask("Demo clip");
                await DemoClip.CreateAsync(demo, cancellation: stop);
                bar.Value = bar.MaxValue;
            });
        return [demo];
    }

    // The demo is made once: later starts show what came of it, and finish it where it was cut off.
    private static async Task<string?> FindDemoAsync(string path, LocalSettings settings, Api api, CancellationToken stop) =>
        path == settings.DataFile(DemoName)
            ? (await api.VideosAsync(stop)).Items.LastOrDefault(v => v.FileName == DemoName && v.JobId is not null)?.Id
            : null;

    private static async Task WriteJsonAsync(string file, List<RunResult> results, CancellationToken stop)
    {
        object result = results.Count == 1 ? results[0] : results;
        await File.WriteAllTextAsync(file + ".new", JsonSerializer.Serialize(result, ReadableJson), stop);
        File.Move(file + ".new", file, overwrite: true);
    }

    private static async Task ServeAsync(Children children, CancellationToken stop)
    {
        try
        {
            while (children.Complaint is null)
                await Task.Delay(500, stop);
            throw new StartException(children.Complaint);
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.MarkupLine("\nStopping…");
        }
    }
}
