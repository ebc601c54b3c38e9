using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Engine;

namespace Shortloop.Crash.Serving;

/// <summary>An engine that takes orders as lines of JSON on standard input and answers on standard output. Ends when its input does.</summary>
internal static class Server
{
    public static async Task RunAsync(ServeSettings settings)
    {
        using var journal = new Journal(settings.JournalPath, settings.Run);
        await using var services = Build(settings, journal);
        var engine = services.GetServices<IHostedService>().Single();
        await engine.StartAsync(CancellationToken.None);

        var desk = new OrderDesk(services.GetRequiredService<DurableTaskClient>(), services.GetRequiredService<IInstanceHistory>(), settings.Fault);
        using var orders = new StreamReader(Console.OpenStandardInput());
        var answers = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        answers.WriteLine(JsonSerializer.Serialize(new Answer(Answer.Ready)));
        while (await orders.ReadLineAsync() is { } line) _ = AnswerAsync(desk, line, answers);
        await engine.StopAsync(CancellationToken.None);
    }

    private static async Task AnswerAsync(OrderDesk desk, string line, TextWriter answers)
    {
        var order = JsonSerializer.Deserialize<Order>(line)!;
        // Off the reader's thread, so that many orders are under way at once.
        var answer = await Task.Run(() => desk.DoAsync(order));
        answers.WriteLine(JsonSerializer.Serialize(answer));
    }

    private static ServiceProvider Build(ServeSettings settings, Journal journal) => new ServiceCollection()
        .AddLogging(logging => logging
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Error))
        .AddDurableEngine(
            options =>
            {
                options.DatabasePath = settings.DatabasePath;
                options.Synchronous = settings.Synchronous;
                options.MaxConcurrentActivities = settings.MaxConcurrentActivities;
            },
            tasks => ServedTasks.Register(tasks, journal, settings.Fault))
        .BuildServiceProvider();
}
