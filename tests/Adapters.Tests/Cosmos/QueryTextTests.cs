using Shortloop.Adapters.Cosmos;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Cosmos;

public sealed class QueryTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData(" null")]
    [InlineData("1e999")]
    [InlineData("\"\\ud800\"")]
    public void Page_AfterAValueThatNoPageEndsWith_IsTheSameAsAnyDamagedToken(string value) =>
        Assert.Throws<ArgumentException>(() => QueryText.Page(new DocumentQuery("org1", OrderBy: "text"), new ContinuationToken("q", "n1", "org1", value)));

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("7.5")]
    [InlineData("true")]
    [InlineData("\"text\"")]
    public void Page_AfterAValue_GoesOn(string? value) =>
        Assert.Contains("WHERE", QueryText.Page(new DocumentQuery("org1", OrderBy: "text"), new ContinuationToken("q", "n1", "org1", value)).QueryText, StringComparison.Ordinal);
}
