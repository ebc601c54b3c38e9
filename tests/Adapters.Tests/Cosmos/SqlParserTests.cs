using Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;

namespace Shortloop.Adapters.Tests.Cosmos;

/// <summary>The stand-in knows what the adapter writes and nothing else: what it does not know, nobody has thought about.</summary>
public sealed class SqlParserTests
{
    [Theory]
    [InlineData("SELECT * FROM c JOIN d IN c.list")]
    [InlineData("SELECT TOP 3 * FROM c")]
    [InlineData("SELECT * FROM c WHERE c.status = @p0")]
    [InlineData("SELECT * FROM c WHERE c[\"a\"] LIKE @p0")]
    [InlineData("SELECT * FROM c WHERE CONTAINS(c[\"a\"], @p0)")]
    [InlineData("SELECT * FROM c WHERE c[\"a\"] = 'x'")]
    [InlineData("SELECT * FROM c OFFSET 1 LIMIT 2")]
    [InlineData("SELECT DISTINCT c[\"a\"] FROM c")]
    public void Query_OfAnotherForm_IsRefused(string sql) => Assert.Throws<SqlException>(() => SqlParser.Query(sql));
}
