using System.Net;
using Microsoft.DurableTask.Client;

namespace Shortloop.Local.Tests.Hosting.Operator;

/// <summary>What the buttons do, they do.</summary>
public sealed class OrdersTests : IAsyncLifetime
{
    private OperatorHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await OperatorHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Raise_WaitingForIt_OrchestrationGoesOnWithThePayload()
    {
        string id = await _host.WaitingAsync();
        using var answer = await _host.OrderAsync("/_host/orchestration/raise", ("id", id), ("event", "Decide"), ("payload", "\"yes\""));
        Assert.Contains("The event is stored", await ReadAsync(answer), StringComparison.Ordinal);
        Assert.Equal("prepared A: yes", (await _host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("Decide", "{\"a\":", "not JSON (line 1")]
    [InlineData("  ", "1", "needs a name")]
    public async Task Raise_Unusable_SaysWhyAndKeepsWhatWasTyped(string name, string payload, string why)
    {
        string id = await _host.WaitingAsync();
        using var answer = await _host.OrderAsync("/_host/orchestration/raise", ("id", id), ("event", name), ("payload", payload));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        string page = await ReadAsync(answer);
        Assert.Contains(why, page, StringComparison.Ordinal);
        Assert.Contains(payload, page, StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _host.Client.GetInstancesAsync(id, TestContext.Current.CancellationToken))!.RuntimeStatus);
    }

    [Fact]
    public async Task SuspendAndResume_Waiting_ChangeItsState()
    {
        string id = await _host.WaitingAsync();
        using var suspend = await _host.OrderAsync("/_host/orchestration/suspend", ("id", id));
        await _host.UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        Assert.Contains(">Resume<", await _host.PageAsync($"/_host/orchestration?id={id}"), StringComparison.Ordinal);
        using var resume = await _host.OrderAsync("/_host/orchestration/resume", ("id", id));
        await _host.UntilAsync(id, OrchestrationRuntimeStatus.Running);
    }

    [Fact]
    public async Task Terminate_WithChild_EndsBoth()
    {
        string parent = await _host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", (object)"the-child", TestContext.Current.CancellationToken);
        await _host.UntilAsync("the-child", OrchestrationRuntimeStatus.Running);
        using var answer = await _host.OrderAsync("/_host/orchestration/terminate", ("id", parent));
        await _host.UntilAsync(parent, OrchestrationRuntimeStatus.Terminated);
        await _host.UntilAsync("the-child", OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task Restart_Finished_RunsAgainWithItsInput()
    {
        string id = await _host.WaitingAsync();
        await _host.Client.RaiseEventAsync(id, "Decide", "no", TestContext.Current.CancellationToken);
        await _host.EndAsync(id);
        using var answer = await _host.OrderAsync("/_host/orchestration/restart", ("id", id));
        await _host.UntilAsync(id, OrchestrationRuntimeStatus.Running);
        await _host.Client.RaiseEventAsync(id, "Decide", "yes after all", TestContext.Current.CancellationToken);
        Assert.Equal("prepared A: yes after all", (await _host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Purge_Finished_RemovesIt()
    {
        string id = await _host.WaitingAsync();
        await _host.Client.TerminateInstanceAsync(id, TestContext.Current.CancellationToken);
        await _host.EndAsync(id);
        using var answer = await _host.OrderAsync("/_host/orchestration/purge", ("id", id));
        Assert.Contains("are removed", await ReadAsync(answer), StringComparison.Ordinal);
        Assert.Null(await _host.Client.GetInstancesAsync(id, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("restart")]
    [InlineData("purge")]
    public async Task RestartAndPurge_Unfinished_DoNothingAndSaySo(string order)
    {
        string id = await _host.WaitingAsync();
        using var answer = await _host.OrderAsync($"/_host/orchestration/{order}", ("id", id));
        Assert.Contains("is not finished", await ReadAsync(answer), StringComparison.Ordinal);
        await _host.UntilAsync(id, OrchestrationRuntimeStatus.Running);
    }

    [Theory]
    [InlineData("raise")]
    [InlineData("suspend")]
    [InlineData("terminate")]
    public async Task OrdersToTheFinished_DoNothingAndSaySo(string order)
    {
        string id = await _host.WaitingAsync();
        await _host.Client.TerminateInstanceAsync(id, "over", TestContext.Current.CancellationToken);
        await _host.EndAsync(id);
        using var answer = await _host.OrderAsync($"/_host/orchestration/{order}", ("id", id), ("event", "Decide"));
        Assert.Contains("had finished in the meantime", await ReadAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/_host/orchestration/terminate", "id", "nobody")]
    [InlineData("/_host/orchestration/explode", "id", "known")]
    [InlineData("/_host/queues/redrive-all", "queue", "nobody")]
    [InlineData("/_host/queues/explode", "queue", "jobs")]
    [InlineData("/_host/timers/run", "name", "nobody")]
    public async Task Order_ForWhatIsNotThere_Is404(string path, string field, string value)
    {
        await _host.WaitingAsync("known");
        using var answer = await _host.OrderAsync(path, (field, value));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task RunTimer_Idle_RunsTheFunctionBesideItsSchedule()
    {
        using var answer = await _host.OrderAsync("/_host/timers/run", ("name", "Nightly"));
        Assert.False((await _host.Runs.NextAsync()).IsPastDue);
        Assert.Contains("function is running", await ReadAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunTimer_Running_IsNotRunASecondTime()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Runs.Hold = hold.Task;
        using var first = await _host.OrderAsync("/_host/timers/run", ("name", "Nightly"));
        await _host.Runs.NextAsync();
        Assert.Contains("Nightly 0 0 3 1 1 * – Running", await _host.TextAsync("/_host"), StringComparison.Ordinal);
        using var second = await _host.OrderAsync("/_host/timers/run", ("name", "Nightly"));
        Assert.Contains("running already", await ReadAsync(second), StringComparison.Ordinal);
        hold.SetResult();
    }

    [Fact]
    public async Task RunTimer_Fails_ShowsTheKindOfFailureAndNotItsText()
    {
        _host.Runs.Failure = new InvalidDataException("a customer's name");
        using var answer = await _host.OrderAsync("/_host/timers/run", ("name", "Nightly"));
        await _host.Runs.NextAsync();
        string page = await EndToEnd.Rig.Poll.UntilAsync(
            "the failure is shown", () => _host.PageAsync("/_host"), page => page.Contains("InvalidDataException", StringComparison.Ordinal), () => "");
        Assert.DoesNotContain("customer", page, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer) =>
        OperatorHost.Text(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
