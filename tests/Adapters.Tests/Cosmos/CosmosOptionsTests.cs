using Shortloop.Adapters.Cosmos;

namespace Shortloop.Adapters.Tests.Cosmos;

public sealed class CosmosOptionsTests
{
    private static readonly CosmosOptions Good = new() { Endpoint = new Uri("https://name.documents.azure.com:443/"), Database = "shortloop", PreferredRegions = ["West Europe", "North Europe"] };

    [Fact]
    public void Problems_OfUsualOptions_AreNone() => Assert.Empty(Good.Problems());

    [Fact]
    public void Problems_EachMistake_IsNamed()
    {
        (CosmosOptions Wrong, string Says)[] cases =
        [
            (Good with { Endpoint = new Uri("http://name.documents.azure.com/") }, "https"),
            (Good with { Database = "" }, "database"),
            (Good with { Database = "a/b" }, "database"),
            (Good with { EmulatorKey = "a2V5" }, "emulator"),
            (Good with { PreferredRegions = ["West Europe", "west europe"] }, "regions"),
            (Good with { PreferredRegions = [" "] }, "regions"),
            (Good with { RequestTimeout = TimeSpan.Zero }, "time-out"),
            (Good with { MaxRetries = -1 }, "Retries"),
        ];
        foreach ((CosmosOptions wrong, string says) in cases)
            Assert.Contains(says, Assert.Single(wrong.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Store_OfWrongOptions_ListsEverythingAtOnce()
    {
        var error = Assert.Throws<ArgumentException>(() => new CosmosDocumentStore(Good with { Database = "", MaxRetries = 5_000 }));
        Assert.Contains("database", error.Message, StringComparison.Ordinal);
        Assert.Contains("Retries", error.Message, StringComparison.Ordinal);
    }
}
