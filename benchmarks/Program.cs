using Shortloop.Bench;
using Shortloop.Bench.Billing;
using Shortloop.Bench.Coach;
using Shortloop.Bench.Engine;
using Shortloop.Bench.Hosting;
using Shortloop.Bench.Media;
using Shortloop.Bench.Planner;
using Shortloop.Bench.Radar;
using Shortloop.Bench.Study;
using Shortloop.Bench.Web;

if (args is [Waiting.ChildArgument, var file, var what])
{
    await Waiting.ServeAsync(file, what);
    return 0;
}

if (args is [RawApi.ChildArgument, var data, var port])
{
    await RawApi.ServeAsync(data, port);
    return 0;
}

if (args is [LargeRound.ChildArgument, var documents])
{
    await LargeRound.ServeAsync(documents);
    return 0;
}

// Every benchmark, once. Figures go to standard output, a JSON line each; everything else to standard error.
Benchmark[] all =
[
    new("analysis", "Analysis of a film clip: time against a bare decode of it, and memory in all processes.", AnalysisBenchmark.RunAsync),
    new("render", "Two variants of an edit: time against two separate ffmpeg commands with the same filters.", RenderBenchmark.RunAsync),
    new("upload", "500 MB into storage: how much the host's memory grows meanwhile.", UploadBenchmark.RunAsync),
    new("engine", "The durable engine: steps per second, event to next step, memory of 10,000 waiting, starting again.", EngineBenchmark.RunAsync),
    new("start", "A start with data that is there, to the first healthy answer.", StartBenchmark.RunAsync),
    new("api", "Listing videos and opening uploads at 64 connections, beside the same routes written directly on ASP.NET Core.", ApiBenchmark.RunAsync),
    new("events", "1,000 clients of the event stream on one process: delay to the last one, memory and work of the host.", EventsBenchmark.RunAsync),
    new("fuzz", "20,000 malformed requests to every route: server errors, hangs, leaks, partial writes. SHORTLOOP_FUZZ_SEED sets the seed.", FuzzBenchmark.RunAsync),
    new("crash", "Orchestrations in a process that is killed 200 times: what is lost, wrong or done twice. SHORTLOOP_CRASH_SEED sets the seed.", CrashBenchmark.RunAsync),
    new("coach", "Daily plans: how much more of what simulated people like they hold than chance, and how fast they are. SHORTLOOP_COACH_SEED sets the seed.", CoachBenchmark.RunAsync),
    new("planner", "A month of posts × 3 by the built-in analyst in four languages: time of the whole story, hooks that are too close.", PlannerBenchmark.RunAsync),
    new("money", "64 spenders of one balance of 100 credits in a process that is killed, webhooks twice, late and out of order. SHORTLOOP_MONEY_SEED sets the seed.", MoneyBenchmark.RunAsync),
    new("study", "Captions of a two-hour talk become a note over HTTP, with the built-in analyst.", StudyBenchmark.RunAsync),
    new("radar", "Trends of simulated worlds: precision, recall and delay over 30 seeds; a monitoring round over 100,000 videos, with its memory.", RadarBenchmark.RunAsync),
];

if (args.Length == 0)
{
    foreach (var benchmark in all) await Console.Error.WriteLineAsync($"{benchmark.Name,-10} {benchmark.Description}");
    return 0;
}

var unknown = args.Except(all.Select(benchmark => benchmark.Name)).ToArray();
if (unknown.Length > 0)
{
    await Console.Error.WriteLineAsync($"Unknown: {string.Join(", ", unknown)}. There are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}.");
    return 2;
}

foreach (var benchmark in all.Where(benchmark => args.Contains(benchmark.Name))) await benchmark.RunAsync();
return 0;
