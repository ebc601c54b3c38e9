using Shortloop.Adapters.Ffmpeg;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Core;
using Shortloop.Render;

// Takes one message from the render queue, makes its files, and ends. Exit codes:
//   0  done, or nothing to do within the wait, or the order was void or cancelled
//   1  failed for now: the message is back in the queue (or will be, when its lock ends)
//   2  the settings are wrong; standard error says which
var (settings, problems) = RenderSettings.Read(Environment.GetEnvironmentVariable);
string[] names = [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()];
problems = [.. problems, .. SettingNames.Problems(names, SettingNames.Render)];
if (settings is null || problems.Count > 0)
{
    foreach (var problem in problems) await Console.Error.WriteLineAsync(problem);
    return 2;
}

foreach (var warning in SettingNames.Warnings(names, SettingNames.Render)) new StderrLogger<RenderSettings>().SettingMeansNothing(warning);

using var traces = Tracing.Export(settings);
using var stop = new CancellationTokenSource();
using var end = Shutdown.Cancels(stop);
using var queue = new ServiceBusRestQueue(
    new ServiceBusQueueOptions(settings.QueueEndpoint) { KeyName = settings.QueueKeyName, Key = settings.QueueKey }, TimeProvider.System);
using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(100) };
var renderer = new FfmpegMediaRenderer(settings.Ffmpeg, new StderrLogger<FfmpegMediaRenderer>());
var job = new RenderJob(queue, renderer, http, settings, Pace.Usual, TimeProvider.System, new StderrLogger<RenderJob>());
return (int)await job.RunAsync(stop.Token);
