using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Cosmos;
using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Tests;
using Shortloop.Adapters.Tests.Cosmos.Gateway;
using Shortloop.Adapters.Vectors;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Local.Backup;
using Shortloop.Local.Moving;

namespace Shortloop.Local.Tests.Moving;

/// <summary>When something may be exported, and what the command line refuses.</summary>
public sealed class ExportTests : MoveTest
{
    [Fact]
    public async Task Export_OfNoStateOrBesideARunningHost_IsRefused()
    {
        await Assert.ThrowsAsync<StartException>(ExportAsync);
        await FillAsync();
        using var held = new FileStream(Path.Combine(Data, "engine.db.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("Stop it first", (await Assert.ThrowsAsync<StartException>(ExportAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WhileItIsWritten_KeepsAHostFromStarting()
    {
        await FillAsync();
        var watch = new Watch(() => DataFolder.IsRunning(Data));
        await ExportCommand.RunAsync(new CommandLine(CommandKind.Export, [], false, null, Data, 1, Folder), watch, TextWriter.Null, default);
        Assert.NotEmpty(watch.Seen);
        Assert.DoesNotContain(false, watch.Seen);
        Assert.False(DataFolder.IsRunning(Data));
    }

    [Theory]
    [InlineData("import", "needs the folder")]
    [InlineData("import /no/such/folder --cosmos https://a.documents.azure.com", "no folder")]
    [InlineData("import /tmp --cosmos nowhere", "needs an address")]
    [InlineData("export /tmp", "exists already")]
    [InlineData("export /no/such/a /no/such/b", "too many")]
    public void CommandLine_OfWrongUse_SaysWhat(string line, string says)
    {
        Assert.False(CommandLine.TryParse(line.Split(' '), out _, out string? problem));
        Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    /// <summary>A Clock that looks at something whenever it is asked for the time.</summary>
    private sealed class Watch(Func<bool> look) : TimeProvider
    {
        public List<bool> Seen { get; } = [];

        public override DateTimeOffset GetUtcNow()
        {
            Seen.Add(look());
            return base.GetUtcNow();
        }
    }
}
