using Microsoft.DurableTask;

namespace Shortloop.Engine.Tests.Stored;

/// <summary>
/// The code behind the instances of the stored files. It never changes: what waits in a file written long ago goes on with it.
/// </summary>
/// <param name="held">Until it ends, activities called Hold and the second step of Crowd don't get on; null: nothing is held.</param>
internal sealed class StoredStories(Task? held)
{
    internal void Register(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc<string, string>("Echo", Echo)
        .AddOrchestratorFunc("Broken", context => context.CallActivityAsync("Fail"))
        .AddOrchestratorFunc<string, string>("Await", (context, name) => context.WaitForExternalEvent<string>(name))
        .AddOrchestratorFunc<string>("Fan", Fan)
        .AddOrchestratorFunc<string>("Patience", Patience)
        .AddOrchestratorFunc<string>("Again", context => context.CallActivityAsync<string>("Flaky", Retries))
        .AddOrchestratorFunc<string>("Family", Family)
        .AddOrchestratorFunc<Sum, Sum>("Collect", Collect)
        .AddOrchestratorFunc<Sum, Sum>("Relay", Relay)
        .AddOrchestratorFunc<string>("Crowd", Crowd)
        .AddActivityFunc<string, string>("Say", (_, text) => text)
        .AddActivityFunc<string, string>("Hold", async (_, text) =>
        {
            await (held ?? Task.CompletedTask);
            return text;
        })
        .AddActivityFunc("Fail", _ => throw new InvalidOperationException("outer", new FormatException("inner")))
        // Before the kill it fails, afterwards it works.
        .AddActivityFunc<object?, string>("Flaky", (_, _) => held is null ? "worked" : throw new TimeoutException("not yet"));

    private static TaskOptions Retries =>
        TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(5), backoffCoefficient: 2));

    private static async Task<string> Echo(TaskOrchestrationContext context, string text)
    {
        context.SetCustomStatus(new { said = text });
        return await context.CallActivityAsync<string>("Say", $"{text} {context.Version}".TrimEnd());
    }

    private static async Task<string> Fan(TaskOrchestrationContext context) =>
        string.Join('+', await Task.WhenAll(Enumerable.Range(1, 3).Select(n => context.CallActivityAsync<string>("Hold", $"{n}"))));

    /// <summary>What was made before the wait must come out the same after it.</summary>
    private static async Task<string> Patience(TaskOrchestrationContext context)
    {
        var made = $"{context.NewGuid()} {context.CurrentUtcDateTime:O}";
        context.SetCustomStatus(made);
        using var end = new CancellationTokenSource();
        var alarm = context.CreateTimer(TimeSpan.FromHours(2), end.Token);
        var word = context.WaitForExternalEvent<string>("word");
        var first = await Task.WhenAny(alarm, word);
        if (first == alarm) return $"{made} nobody spoke";
        end.Cancel();
        await context.CreateTimer(TimeSpan.FromDays(60), CancellationToken.None);
        return $"{made} {await word}";
    }

    private static async Task<string> Family(TaskOrchestrationContext context)
    {
        var named = context.CallSubOrchestratorAsync<string>("Await", "Name", new SubOrchestrationOptions(retry: null, "family-named"));
        var unnamed = context.CallSubOrchestratorAsync<string>("Echo", "quick");
        context.SendEvent("counted", "number", 100);
        return $"{await unnamed} {await named}";
    }

    private static async Task<Sum> Collect(TaskOrchestrationContext context, Sum sum)
    {
        var next = new Sum(sum.Generation + 1, sum.Total + await context.WaitForExternalEvent<int>("number"));
        if (await context.WaitForExternalEvent<bool>($"go on {sum.Generation}")) context.ContinueAsNew(next);
        return next;
    }

    private static async Task<Sum> Relay(TaskOrchestrationContext context, Sum sum)
    {
        var next = new Sum(sum.Generation + 1, sum.Total + await context.WaitForExternalEvent<int>("number"));
        if (next.Generation < 3) context.ContinueAsNew(next);
        return next;
    }

    private async Task<string> Crowd(TaskOrchestrationContext context)
    {
        var first = context.WaitForExternalEvent<string>("first");
        var answers = Enumerable.Range(1, 2).Select(n => context.CallActivityAsync<string>("Say", $"{n}")).ToList();
        var child = context.CallSubOrchestratorAsync<string>("Echo", "child", new SubOrchestrationOptions(retry: null, "crowd-child"));
        await Task.WhenAny([first, child, .. answers]);
        held?.Wait();
        return string.Join('+', [.. await Task.WhenAll(answers), await child, await first]);
    }

    internal sealed record Sum(int Generation, int Total);
}
