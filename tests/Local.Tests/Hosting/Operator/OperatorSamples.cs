using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Shortloop.Local.Tests.Hosting.Operator;

/// <summary>A little app with one of everything that an operator looks at.</summary>
public sealed class OperatorSamples(OperatorRuns runs)
{
    [Function("Approval")]
    public static async Task<string> Approval([OrchestrationTrigger] TaskOrchestrationContext context, string input)
    {
        string prepared = await context.CallActivityAsync<string>("Prepare", input);
        context.SetCustomStatus("waiting for Decide");
        string decision = await context.WaitForExternalEvent<string>("Decide");
        return $"{prepared}: {decision}";
    }

    [Function("Long story")]
    public static async Task Story([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.WhenAll(Enumerable.Range(0, 3).Select(number => context.CallActivityAsync<string>("Prepare", $"{number}")));
        try
        {
            await context.CallActivityAsync("Break");
        }
        catch (TaskFailedException)
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(30), CancellationToken.None);
        }

        context.SetCustomStatus(new { Stage = "waiting", Done = 3 });
        var child = context.CallSubOrchestratorAsync<string>("Approval", "the child's", new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
        await Task.WhenAny(child, context.CreateTimer(TimeSpan.FromDays(3), CancellationToken.None));
    }

    [Function("Parent")]
    public static Task<string> Parent([OrchestrationTrigger] TaskOrchestrationContext context, string child) =>
        context.CallSubOrchestratorAsync<string>("Approval", "from above", new SubOrchestrationOptions(instanceId: child));

    [Function("Failing")]
    public static Task Failing([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Break");

    [Function("Prepare")]
    public static string Prepare([ActivityTrigger] string input) => $"prepared {input}";

    [Function("Break")]
    public static void Break([ActivityTrigger] object? input) => throw new InvalidOperationException("it <broke>");

    [Function("Nightly")]
    public Task Nightly([TimerTrigger("0 0 3 1 1 *")] TimerInfo timer) => runs.AddAsync(timer);
}

public sealed class OperatorRuns
{
    private readonly Channel<TimerInfo> _runs = Channel.CreateUnbounded<TimerInfo>();

    public Task? Hold { get; set; }

    public Exception? Failure { get; set; }

    public Task<TimerInfo> NextAsync() => _runs.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limits.Patience);

    public async Task AddAsync(TimerInfo timer)
    {
        _runs.Writer.TryWrite(timer);
        if (Hold is { } hold) await hold;
        if (Failure is { } failure) throw failure;
    }
}
