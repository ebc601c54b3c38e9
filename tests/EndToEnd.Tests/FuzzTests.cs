using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.EndToEnd.Fuzz;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Some hundred malformed requests; <c>./bench fuzz</c> sends many more.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task StoreWatch_ADocumentIsWrittenOrRemoved_SaysWhere()
    {
        var folder = Directory.CreateTempSubdirectory("shortloop-fuzz-");
        var path = Path.Combine(folder.FullName, "documents.db");
        using (var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(path), TimeProvider.System))
        {
            using var watch = new StoreWatch(path);
            var pointer = new MemberOf { Id = "a", Partition = "p", OrgId = "p", CreatedBy = "p", CreatedAt = DateTimeOffset.UtcNow };
            Assert.Empty(watch.Changed());

            await store.UpsertAsync(Containers.Videos, pointer, default);
            Assert.Equal(["videos"], watch.Changed());
            Assert.Empty(watch.Changed());
            await store.UpsertAsync(Containers.Videos, pointer, default);
            await store.UpsertAsync(Containers.Transient, pointer, default);
            Assert.Equal(["videos"], watch.Changed());
            await store.DeleteAsync(Containers.Videos, "p", "a", null, default);
            Assert.Equal(["videos"], watch.Changed());
        }

        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Requests_WrongInManyWays_AreRefusedCleanly(bool accounts)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHORTLOOP_FUZZ_SEED"), out var given) ? given : Environment.TickCount;
        await using var shortloop = await Installation.StartAsync(connect: false, accounts: accounts, settings: Fuzzer.Unlimited);
        using var fuzzer = new Fuzzer(shortloop, seed, accounts);

        await fuzzer.RunAsync(500);

        Assert.True(fuzzer.Findings.Count == 0, $"SHORTLOOP_FUZZ_SEED={seed}\n{string.Join('\n', fuzzer.Findings)}\n{shortloop.Logs}");
        Assert.Contains(fuzzer.Reached, reached => reached.Key.EndsWith("2xx", StringComparison.Ordinal));
    }
}
