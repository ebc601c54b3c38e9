using Microsoft.DurableTask;
using Shortloop.Sdk.Tests.Surface;

namespace Shortloop.Sdk.Tests;

/// <summary>The comparison itself: were the official surface a little different, it would say so, and say only that.</summary>
public sealed class SurfaceComparisonTests
{
    private static readonly Type[] Ours = typeof(TaskName).Assembly.GetExportedTypes();

    [Theory]
    [InlineData("RetryPolicy..ctor(int maxNumberOfAttempts", "RetryPolicy..ctor(int attempts")]
    [InlineData("double backoffCoefficient = 1,", "double backoffCoefficient = 2,")]
    [InlineData("PurgeInstanceOptions..ctor(bool Recursive = false)", "PurgeInstanceOptions..ctor(bool Recursive = true)")]
    [InlineData("WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)", "WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken)")]
    [InlineData("SendEvent(string instanceId, string eventName, object payload)", "SendEvent(string eventName, string instanceId, object payload)")]
    [InlineData("TaskOrchestrationContext.GetInput<T>() : T?", "TaskOrchestrationContext.GetInput<T>() : T")]
    [InlineData("SetCustomStatus(object? customStatus)", "SetCustomStatus(object customStatus)")]
    [InlineData("Pageable.Create<T>(Func<string?, CancellationToken", "Pageable.Create<T>(Func<string, CancellationToken")]
    [InlineData("IsCausedBy<T>() : bool where T : Exception", "IsCausedBy<T>() : bool where T : class")]
    [InlineData("AddActivity<TActivity>() : Microsoft.DurableTask.DurableTaskRegistry where TActivity : class,", "AddActivity<TActivity>() : Microsoft.DurableTask.DurableTaskRegistry where TActivity :")]
    [InlineData("CompareVersionTo(string version) : int  [public virtual]", "CompareVersionTo(string version) : int  [public]")]
    [InlineData("TaskOrchestrationContext.LoggerFactory : Microsoft.Extensions.Logging.ILoggerFactory { get; }  [protected abstract]", "TaskOrchestrationContext.LoggerFactory : Microsoft.Extensions.Logging.ILoggerFactory { get; }  [public abstract]")]
    [InlineData("TaskOptions.Retry : Microsoft.DurableTask.TaskRetryOptions? { get; init; }", "TaskOptions.Retry : Microsoft.DurableTask.TaskRetryOptions? { get; set; }")]
    [InlineData("OrchestrationRuntimeStatus.Pending : Microsoft.DurableTask.Client.OrchestrationRuntimeStatus = 6", "OrchestrationRuntimeStatus.Pending : Microsoft.DurableTask.Client.OrchestrationRuntimeStatus = 8")]
    [InlineData("OrchestrationQuery.DefaultPageSize : int = 100  [public const]", "OrchestrationQuery.DefaultPageSize : int = 100  [public static readonly]")]
    [InlineData("GetLogger(this Microsoft.Azure.Functions.Worker.FunctionContext context", "GetLogger(Microsoft.Azure.Functions.Worker.FunctionContext context")]
    [InlineData("HttpTriggerAttribute..ctor(params string[] methods)", "HttpTriggerAttribute..ctor(string[] methods)")]
    [InlineData("AsyncRetryHandler :: delegate (Microsoft.DurableTask.RetryContext retryContext) : Task<bool>", "AsyncRetryHandler :: delegate (Microsoft.DurableTask.RetryContext retryContext) : Task")]
    [InlineData("TaskRetryOptions :: sealed class", "TaskRetryOptions :: class")]
    [InlineData("PurgeResult :: class", "PurgeResult :: class (record)")]
    [InlineData("TaskName :: readonly struct", "TaskName :: struct")]
    [InlineData("FunctionAttribute :: [AttributeUsage(Method)]", "FunctionAttribute :: [AttributeUsage(Method, AllowMultiple = true)]")]
    [InlineData("DurableTaskClient :: abstract class : IAsyncDisposable, ", "DurableTaskClient :: abstract class : IDisposable, ")]
    public void Differences_OfficialLineChanged_SaysSo(string actual, string changed)
    {
        var lines = OfficialSurface.ReadLines().ToList();
        Assert.Contains(lines, line => line.Contains(actual, StringComparison.Ordinal));

        var differences = Compare(lines.Select(line => line.Replace(actual, changed, StringComparison.Ordinal)));

        // An abstract member that is written otherwise is both unknown and missing.
        Assert.InRange(differences.Count, 1, 2);
    }

    [Theory]
    [InlineData("Microsoft.DurableTask.TaskOrchestrationContext.Pause() : Task  [public abstract]")]
    [InlineData("Microsoft.DurableTask.ITaskActivity.Stop() : void  [public]")]
    [InlineData("Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Paused : Microsoft.DurableTask.Client.OrchestrationRuntimeStatus = 8  [public const]")]
    public void Differences_OfficialMemberThatAllMustHave_IsMissing(string line)
    {
        var difference = Assert.Single(Compare([.. OfficialSurface.ReadLines(), line]));

        Assert.Equal($"missing:  {line}", difference);
    }

    [Fact]
    public void Differences_OfficialMemberThatCallersMayIgnore_None() =>
        Assert.Empty(Compare([.. OfficialSurface.ReadLines(), "Microsoft.DurableTask.RetryPolicy.Extra : int { get; }  [public]"]));

    [Fact]
    public void Differences_TypeThatIsNotOfficial_IsNamed()
    {
        var comparison = new SurfaceComparison(OfficialSurface.Load(), [typeof(SurfaceComparisonTests)]);

        Assert.Contains("is not an official type", Assert.Single(comparison.Differences()), StringComparison.Ordinal);
    }

    private static List<string> Compare(IEnumerable<string> lines) =>
        [.. new SurfaceComparison(OfficialSurface.Parse(lines), Ours).Differences()];
}
