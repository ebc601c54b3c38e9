using Azure;
using Azure.Identity;
using Shortloop.Adapters.Blob;
using Shortloop.Core;

namespace Shortloop.Adapters.Tests.Blob;

/// <summary>The SDK's time-outs come as cancellations that nobody asked for, and after repetitions all together.</summary>
public sealed class BlobErrorsTests
{
    public static TheoryData<Exception> TimeOuts =>
    [
        new TaskCanceledException("too long"),
        new AggregateException(new TaskCanceledException("too long"), new RequestFailedException(500, "busy"), new AuthenticationFailedException("no token")),
    ];

    [Theory]
    [MemberData(nameof(TimeOuts), DisableDiscoveryEnumeration = true)]
    public async Task Translated_TimeOut_IsTransient(Exception error) => Assert.Equal(
        "storage_unavailable",
        (await Assert.ThrowsAsync<TransientException>(() => BlobErrors.Translated(() => Task.FromException<bool>(error), CancellationToken.None))).Code);

    [Fact]
    public async Task Translated_CallerGivesUp_StaysACancellation() => await Assert.ThrowsAsync<OperationCanceledException>(
        () => BlobErrors.Translated(() => Task.FromException<bool>(new OperationCanceledException()), new CancellationToken(canceled: true)));
}
