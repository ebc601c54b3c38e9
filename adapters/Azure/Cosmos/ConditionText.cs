using System.Globalization;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Cosmos;

/// <summary>
/// Conditions in Cosmos DB's SQL. A comparison of two kinds of value is undefined there, and so is what is made of it: conditions that
/// must hold for other kinds too ask for the kind first.
/// </summary>
/// <param name="literals">Values stand in the text, for the conditions of patches, which take no parameters.</param>
internal sealed class ConditionText(bool literals = false)
{
    private readonly List<object> values = [];

    public static string PathOf(string path) => "c" + string.Concat(DocumentRules.Segments(path).Select(segment => $"[\"{segment}\"]"));

    /// <returns>Empty: no condition.</returns>
    public string All(IEnumerable<Condition>? conditions) => string.Join(" AND ", (conditions ?? []).Select(One));

    public string Value(object value)
    {
        object plain = Plain(value);
        if (literals)
            return JsonSerializer.Serialize(plain, JsonSerializerOptions.Default);
        values.Add(plain);
        return string.Create(CultureInfo.InvariantCulture, $"@p{values.Count - 1}");
    }

    public QueryDefinition Query(string text)
    {
        var query = new QueryDefinition(text);
        for (int n = 0; n < values.Count; n++)
            query.WithParameter(string.Create(CultureInfo.InvariantCulture, $"@p{n}"), values[n]);
        return query;
    }

    private string One(Condition condition)
    {
        string path = PathOf(condition.Path);
        if (condition.Value is null)
            return Null(condition, path);
        string value = Value(condition.Value);
        return condition.Comparison switch
        {
            Comparison.Equal => $"{path} = {value}",
            Comparison.NotEqual => $"(NOT {KindOf(condition.Value)}({path}) OR {path} != {value})",
            Comparison.Less => $"{path} < {value}",
            Comparison.LessOrEqual => $"{path} <= {value}",
            Comparison.Greater => $"{path} > {value}",
            Comparison.GreaterOrEqual => $"{path} >= {value}",
            Comparison.Contains => $"ARRAY_CONTAINS({path}, {value})",
            _ => throw new ArgumentException($"Unknown comparison {condition.Comparison}."),
        };
    }

    private static string Null(Condition condition, string path) => condition.Comparison switch
    {
        Comparison.Equal => $"(NOT IS_DEFINED({path}) OR IS_NULL({path}))",
        Comparison.NotEqual => $"(IS_DEFINED({path}) AND NOT IS_NULL({path}))",
        _ => throw new ArgumentException($"'{condition.Path}': null can only be compared by Equal and NotEqual."),
    };

    private static object Plain(object value) => value switch
    {
        string or bool or long or double => value,
        int number => (long)number,
        DateTimeOffset instant => DocumentJson.InstantText(instant),
        _ => throw new ArgumentException($"Values of type {value.GetType().Name} cannot be compared."),
    };

    private static string KindOf(object value) => Plain(value) switch
    {
        string => "IS_STRING",
        bool => "IS_BOOL",
        _ => "IS_NUMBER",
    };
}
