using Shortloop.Engine;

namespace Shortloop.Bench.Engine;

/// <summary>The durable engine by itself: how fast it takes steps, how soon it answers, what waiting costs, how soon it is there again.</summary>
internal static class EngineBenchmark
{
    public static async Task RunAsync()
    {
        foreach (var mode in (SynchronousMode[])[SynchronousMode.Normal, SynchronousMode.Full])
        {
            await InFolder(folder => BareLoop.RunAsync(folder, mode));
            await InFolder(folder => Throughput.RunAsync(folder, mode));
            await InFolder(folder => Latency.RunAsync(folder, mode));
        }
        await InFolder(LongStory.RunAsync);
        await InFolder(Waiting.RunAsync);
    }

    private static async Task InFolder(Func<string, Task> work)
    {
        var folder = Directory.CreateTempSubdirectory("shortloop-bench-").FullName;
        try
        {
            await work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
