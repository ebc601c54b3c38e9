using Microsoft.Data.Sqlite;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Operations;
using Shortloop.Local.Administration;

namespace Shortloop.Local.Tests.Administration;

/// <summary>The command over a data folder, with rows changed behind the store's back.</summary>
public sealed class VerifyAuditCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("verify-audit-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Run_Untouched_PrintsEveryHeadAndEndsWithZero()
    {
        IReadOnlyList<AuditEntry> last = await FillAsync();

        var (exitCode, output) = await VerifyAsync();

        Assert.Equal(0, exitCode);
        Assert.All(last, entry => Assert.Contains($"{entry.OrgId}  3 entries, ends with {entry.Hash}", output));
        Assert.Contains("2 audit logs, 0 broken.", output);
    }

    [Theory]
    [InlineData("UPDATE documents SET body = replace(body, 'usr_1', 'usr_9') WHERE container = 'audit' AND partition = 'org_b' AND id = 'aud_000000000002'")]
    [InlineData("DELETE FROM documents WHERE container = 'audit' AND partition = 'org_b' AND id = 'aud_000000000002'")]
    public async Task Run_OneRowTamperedWith_NamesItAndEndsWithOne(string tampering)
    {
        await FillAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "documents.db")};Pooling=False"))
        {
            connection.Open();
            using var command = new SqliteCommand(tampering, connection);
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var (exitCode, output) = await VerifyAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("BROKEN  org_b  entry 2", output);
        Assert.Contains("whole   org_a", output);
    }

    [Fact]
    public async Task Run_NoState_SaysSo() => Assert.Contains(_data, (await Assert.ThrowsAsync<StartException>(VerifyAsync)).Message);

    /// <returns>The last entry of each of two chains.</returns>
    private async Task<IReadOnlyList<AuditEntry>> FillAsync()
    {
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(_data, "documents.db")), TimeProvider.System);
        var audit = new AuditLog(store, TimeProvider.System);
        List<AuditEntry> last = [];
        foreach (string orgId in (string[])["org_a", "org_b"])
        {
            for (int i = 0; i < 2; i++)
                await audit.AppendAsync(orgId, "usr_mara", "role_changed", $"usr_{i}", null, default);
            last.Add(await audit.AppendAsync(orgId, "usr_mara", "role_changed", "usr_2", null, default));
        }

        return last;
    }

    private async Task<(int ExitCode, string Output)> VerifyAsync()
    {
        using var output = new StringWriter();
        int exitCode = await VerifyAuditCommand.RunAsync(new CommandLine(CommandKind.VerifyAudit, [], false, null, _data, 1), output, default);
        return (exitCode, output.ToString());
    }
}
