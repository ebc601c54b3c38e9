using System.Text.Json;
using Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <summary>How a query over several partitions is put together from each one's answers: what the service tells an SDK that asks.</summary>
internal static class QueryPlan
{
    public static object Of(SqlQuery query) => new
    {
        partitionedQueryExecutionInfoVersion = 2,
        queryInfo = new
        {
            distinctType = "None",
            top = (int?)null,
            offset = (int?)null,
            limit = (int?)null,
            orderBy = query.OrderBy.Select(order => order.Descending ? "Descending" : "Ascending"),
            orderByExpressions = query.OrderBy.Select(order => order.Text),
            groupByExpressions = Array.Empty<string>(),
            groupByAliases = Array.Empty<string>(),
            aggregates = query.Select == SqlSelect.Count ? (string[])["Count"] : [],
            groupByAliasToAggregateType = new { },
            rewrittenQuery = Rewritten(query),
            hasSelectValue = query.Select == SqlSelect.Count,
            hasNonStreamingOrderBy = false,
        },
        queryRanges = new[] { new { min = "", max = "FF", isMinInclusive = true, isMaxInclusive = false } },
    };

    private static string Rewritten(SqlQuery query)
    {
        if (query.Select == SqlSelect.Count)
            return $"SELECT VALUE [{{\"item\": COUNT(1)}}] FROM c{(query.WhereText is null ? "" : $" WHERE {query.WhereText}")}";
        if (query.OrderBy.Count == 0)
            return "";
        string items = string.Join(", ", query.OrderBy.Select(order => $"{{\"item\": {order.Text}}}"));
        string where = query.WhereText is null ? "" : $"({query.WhereText}) AND ";
        string orders = string.Join(", ", query.OrderBy.Select(order => order.Text + (order.Descending ? " DESC" : " ASC")));
        return $"SELECT c._rid, [{items}] AS orderByItems, c AS payload FROM c WHERE {where}({{documentdb-formattableorderbyquery-filter}}) ORDER BY {orders}";
    }
}
