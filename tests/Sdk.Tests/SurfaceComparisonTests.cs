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
    [InlineData("string eventName, CancellationToken cancellationToken = default", "string eventName, CancellationToken it")]
    [InlineData("SendEvent(string instanceId, string eventName,", "SendEvent(string eventName, string instanceId,")]
    [InlineData("TaskOrchestrationContext.GetInput<T>() : T?", "TaskOrchestrationContext.GetInput<T>() : T")]
    [InlineData("SetCustomStatus(object? customStatus)", "SetCustomStatus(object customStatus)")]
    [InlineData("Pageable.Create<T>(Func<string?, CancellationToken", "Pageable.Create<T>(Func<string, CancellationToken")]
    [InlineData("IsCausedBy<T>() : bool where T : Exception", "IsCausedBy<T>() : bool where T : class")]
    [InlineData("where TActivity : class, Microsoft.DurableTask.ITaskActivity", "where TActivity : Microsoft.DurableTask.ITaskActivity")]
    [InlineData("CompareVersionTo(string version) : int  [public virtual]", "CompareVersionTo(string version) : int  [public]")]
    [InlineData("ILoggerFactory { get; }  [protected abstract]", "ILoggerFactory { get; }  [public abstract]")]
    [InlineData("Tags : IDictionary<string, string>? { get; init; }", "Tags : IDictionary<string, string>? { get; set; }")]
    [InlineData("OrchestrationRuntimeStatus = 6", "OrchestrationRuntimeStatus = 8")]
    [InlineData("OrchestrationQuery.DefaultPageSize : int = 100", "OrchestrationQuery.DefaultPageSize : int = 101")]
    [InlineData("GetLogger(this ", "GetLogger(")]
    [InlineData("HttpTriggerAttribute..ctor(params string[] methods)", "HttpTriggerAttribute..ctor(string[] methods)")]
    [InlineData("RetryHandler :: delegate (Microsoft.DurableTask.RetryContext retryContext) : bool", "RetryHandler :: delegate () : bool")]
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

        // An abstract member that is written otherwise is both unknown and missing; a constraint may be on two overloads.
        Assert.InRange(differences.Count, 1, 2);
    }

    [Theory]
    [InlineData("Microsoft.DurableTask.TaskOrchestrationContext.Pause() : Task  [public abstract]")]
    [InlineData("Microsoft.DurableTask.ITaskActivity.Stop() : void  [public]")]
    [InlineData("Microsoft.Azure.Functions.Worker.AuthorizationLevel.Guest : int = 8  [public const]")]
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
