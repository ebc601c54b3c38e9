using System.Text.Json;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;

internal enum SqlSelect
{
    Documents,

    /// <summary><c>VALUE COUNT(1)</c>, as a person writes it.</summary>
    Count,

    /// <summary><c>VALUE [{"item": COUNT(1)}]</c>, as a plan asks a partition.</summary>
    PartialCount,

    /// <summary>With what they are ordered by beside them, as a plan asks a partition.</summary>
    OrderedDocuments,
}

/// <summary>A row to be judged, and the query's parameters.</summary>
internal readonly record struct SqlRow(JsonElement Document, IReadOnlyDictionary<string, JsonElement> Parameters);

internal delegate JsonElement SqlExpression(SqlRow row);

/// <param name="Text">As it stands in the query.</param>
internal sealed record SqlOrder(IReadOnlyList<string> Path, string Text, bool Descending);

/// <param name="WhereText">As it stands in the query; null: there is no condition.</param>
internal sealed record SqlQuery(SqlSelect Select, SqlExpression? Where, string? WhereText, IReadOnlyList<SqlOrder> OrderBy)
{
    public IReadOnlyList<JsonElement> Run(IEnumerable<JsonElement> documents, IReadOnlyDictionary<string, JsonElement> parameters)
    {
        List<JsonElement> found = [.. documents.Where(document => Where is null || SqlValues.Truth(Where(new SqlRow(document, parameters))) == true)];
        switch (Select)
        {
            case SqlSelect.Count:
                return [JsonSerializer.SerializeToElement(found.Count)];
            case SqlSelect.PartialCount:
                return [JsonSerializer.SerializeToElement(new[] { new { item = found.Count } })];
            default:
                found = [.. found.Order(Comparer<JsonElement>.Create(Compare))];
                return Select == SqlSelect.Documents ? found : [.. found.Select(WithOrder)];
        }
    }

    private int Compare(JsonElement one, JsonElement other)
    {
        foreach (SqlOrder order in OrderBy)
        {
            int compared = SqlValues.Order(SqlValues.At(one, order.Path), SqlValues.At(other, order.Path));
            if (compared != 0)
                return order.Descending ? -compared : compared;
        }

        return 0;
    }

    private JsonElement WithOrder(JsonElement document) => JsonSerializer.SerializeToElement(new
    {
        _rid = document.GetProperty("_rid"),
        orderByItems = OrderBy.Select(order => SqlValues.At(document, order.Path)).Select(value =>
            value.ValueKind == JsonValueKind.Undefined ? new Dictionary<string, JsonElement>() : new() { ["item"] = value }),
        payload = document,
    });
}
