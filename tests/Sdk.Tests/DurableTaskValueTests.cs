using Microsoft.DurableTask;
using Microsoft.DurableTask.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;

namespace Shortloop.Sdk.Tests;

public sealed class DurableTaskValueTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void RetryPolicy_Defaults_AreTheOfficialOnes()
    {
        var policy = new RetryPolicy(3, Second);

        Assert.Equal(1.0, policy.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Fact]
    public void RetryPolicy_OutOfRange_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, maxRetryInterval: Second / 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, retryTimeout: Second / 2));
        Assert.NotNull(new RetryPolicy(1, Second, 1, Second, Second));
        Assert.NotNull(new RetryPolicy(1, Second, 1, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void RetryPolicy_HandleFailure_DecidesOnTheFailure()
    {
        var policy = new RetryPolicy(3, Second) { HandleFailure = failure => failure.IsCausedBy<IOException>() };

        Assert.True(policy.Handle(new TaskFailedException("step", 1, new FileNotFoundException())));
        Assert.False(policy.Handle(new TaskFailedException("step", 1, new FormatException())));
    }

    [Fact]
    public void IsCausedBy_TypeOfThisAssembly_IsFoundByName()
    {
        var failure = TaskFailureDetails.FromException(new LocalException("no", new FormatException("inner")));

        Assert.True(failure.IsCausedBy<LocalException>());
        Assert.True(failure.IsCausedBy<Exception>());
        Assert.False(failure.IsCausedBy<FormatException>());
        Assert.True(failure.InnerFailure!.IsCausedBy<FormatException>());
        Assert.False((failure with { ErrorType = "No.Such.Type" }).IsCausedBy<Exception>());
        Assert.Throws<ArgumentException>(() => failure.IsCausedBy(typeof(string)));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "1.0", -1)]
    [InlineData("1.0", "", 1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("beta", "Alpha", 1)]
    public void CompareVersions_Pairs_AreInTheOfficialOrder(string left, string right, int sign) =>
        Assert.Equal(sign, Math.Sign(TaskOrchestrationVersioningUtils.CompareVersions(left, right)));

    [Fact]
    public void TaskName_Default_EqualsTheEmptyName()
    {
        Assert.Equal(default, new TaskName(""));
        Assert.Equal(new TaskName("A"), new TaskName("a"));
        Assert.Equal(new TaskName("A").GetHashCode(), new TaskName("a").GetHashCode());
    }

    [Fact]
    public void SubOrchestrationOptions_FromOthers_KeepTheirValues()
    {
        var first = new TaskOptions(new RetryPolicy(2, Second)) { Version = "2" }.WithInstanceId("child");
        var second = new SubOrchestrationOptions((TaskOptions)first);

        Assert.Equal(("child", new TaskVersion("2")), (second.InstanceId, second.Version));
        Assert.Same(first.Retry, second.Retry);
        Assert.Equal("other", new SubOrchestrationOptions(first, "other").InstanceId);
    }

    [Fact]
    public void ReadOutputAs_WithoutConverter_Throws()
    {
        var bare = new OrchestrationMetadata("story", "1") { SerializedOutput = "3" };
        var full = new OrchestrationMetadata("story", "1") { SerializedOutput = "3", DataConverter = JsonDataConverter.Default };

        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
        Assert.Equal(3, full.ReadOutputAs<int>());
        Assert.Equal(0, full.ReadInputAs<int>());
    }

    [Fact]
    public async Task Pageable_ManyPages_AreReadToTheEnd()
    {
        var pages = new Dictionary<string, Page<int>> { [""] = new([1, 2], "b"), ["b"] = new([], "c"), ["c"] = new([3]) };
        var pageable = Pageable.Create<int>((token, _) => Task.FromResult(pages[token ?? ""]));

        Assert.Equal([1, 2, 3], await pageable.ToListAsync(TestContext.Current.CancellationToken));
    }

    private sealed class LocalException(string message, Exception inner) : Exception(message, inner);
}
