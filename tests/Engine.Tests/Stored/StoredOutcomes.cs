using Microsoft.DurableTask.Client;
using Shortloop.Engine.Tests.Durable;
using Sum = Shortloop.Engine.Tests.Stored.StoredStories.Sum;

namespace Shortloop.Engine.Tests.Stored;

/// <summary>What must come of each instance of a stored file. The clock stands where it stood when the file was made.</summary>
internal static class StoredOutcomes
{
    internal static async Task CheckAsync(DurableHost host)
    {
        await CutOffAsync(host);
        await FinishedAsync(host);
        await WaitingForOrdersAsync(host);
        await WaitingForTimeAsync(host);
        Assert.Empty(await host.Client.GetAllInstancesAsync(new OrchestrationQuery
        {
            Statuses = [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended],
        }).ToListAsync());
    }

    /// <summary>Needs nobody: activities run again, messages that lay there are read.</summary>
    private static async Task CutOffAsync(DurableHost host)
    {
        await host.SettleAsync();
        Assert.Equal("1+2+3", await OutputAsync<string>(host, "working"));
        Assert.Equal("1+2+child+first", await OutputAsync<string>(host, "crowd"));
        Assert.Equal(new Sum(3, 7), await OutputAsync<Sum>(host, "relayed"));
    }

    private static async Task FinishedAsync(DurableHost host)
    {
        Assert.Null(await host.Client.GetInstanceAsync("purged"));
        var done = await host.CompletedAsync("done");
        Assert.Equal("hello 1.5", done.ReadOutputAs<string>());
        Assert.Equal("""{"said":"hello"}""", done.SerializedCustomStatus);
        Assert.Equal("blue", done.Tags["colour"]);
        Assert.Equal("hello again 1.5", await OutputAsync<string>(host, "twice"));
        var failed = await host.CompletedAsync("failed");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(["outer", "inner"], [failed.FailureDetails!.InnerFailure!.ErrorMessage, failed.FailureDetails.InnerFailure.InnerFailure!.ErrorMessage]);
        var terminated = await host.CompletedAsync("terminated");
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (terminated.RuntimeStatus, terminated.ReadOutputAs<string>()));
    }

    private static async Task WaitingForOrdersAsync(DurableHost host)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await host.Client.GetInstanceAsync("suspended"))!.RuntimeStatus);
        await host.Client.ResumeInstanceAsync("suspended");
        Assert.Equal("while suspended", await OutputAsync<string>(host, "suspended"));
        await host.Client.RaiseEventAsync("waiting", "word", "at last");
        Assert.Equal("at last", await OutputAsync<string>(host, "waiting"));
        await host.Client.RaiseEventAsync("family-named", "name", "named");
        Assert.Equal("quick named", await OutputAsync<string>(host, "family"));
        // 100 from the family, then 10 and 1 in the order they came; two of the three generations are over.
        await host.Client.RaiseEventAsync("counted", "go on 2", false);
        Assert.Equal(new Sum(3, 111), await OutputAsync<Sum>(host, "counted"));
    }

    private static async Task WaitingForTimeAsync(DurableHost host)
    {
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await host.Client.GetInstanceAsync("scheduled"))!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal("worked", await OutputAsync<string>(host, "retrying"));
        await host.AdvanceAsync(TimeSpan.FromMinutes(55));
        Assert.Equal("before the start", await OutputAsync<string>(host, "scheduled"));
        var patient = await host.Client.GetInstanceAsync("patient", getInputsAndOutputs: true);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal($"{patient!.ReadCustomStatusAs<string>()} nobody spoke", await OutputAsync<string>(host, "patient"));
        var spoken = await host.Client.GetInstanceAsync("spoken", getInputsAndOutputs: true);
        Assert.Equal(OrchestrationRuntimeStatus.Running, spoken!.RuntimeStatus);
        await host.AdvanceAsync(TimeSpan.FromDays(60));
        Assert.Equal($"{spoken.ReadCustomStatusAs<string>()} spoken", await OutputAsync<string>(host, "spoken"));
    }

    private static async Task<T?> OutputAsync<T>(DurableHost host, string id)
    {
        var end = await host.CompletedAsync(id);
        Assert.True(end.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{id}: {end.RuntimeStatus} {end.FailureDetails?.ErrorMessage}");
        return end.ReadOutputAs<T>();
    }
}
