using System.Globalization;
using System.Text.Json;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;

/// <summary>
/// The part of Cosmos DB's SQL that the adapter writes, and what a query plan makes of it. Anything else is refused, so that the adapter can't
/// come to use what nobody has looked at here.
/// </summary>
internal sealed class SqlParser
{
    private readonly string sql;
    private readonly List<Token> tokens;
    private int at;

    private SqlParser(string sql)
    {
        this.sql = sql;
        tokens = SqlTokens.Of(sql);
    }

    private Token Current => tokens[at];

    /// <exception cref="SqlException">Not of the part that is known.</exception>
    public static SqlQuery Query(string sql)
    {
        var parser = new SqlParser(sql);
        SqlQuery query = parser.Query();
        return parser.Current.Kind == TokenKind.End ? query : throw parser.Unexpected();
    }

    /// <summary>A patch's condition: <c>FROM c WHERE …</c>.</summary>
    public static SqlExpression Filter(string sql)
    {
        var parser = new SqlParser(sql);
        parser.Words("FROM", "c", "WHERE");
        SqlExpression filter = parser.Or();
        return parser.Current.Kind == TokenKind.End ? filter : throw parser.Unexpected();
    }

    private SqlQuery Query()
    {
        Words("SELECT");
        SqlSelect select = Select();
        Words("FROM", "c");
        SqlExpression? where = null;
        string? text = null;
        if (Take("WHERE"))
        {
            int start = Current.Start;
            where = Or();
            text = sql[start..tokens[at - 1].End];
        }

        var order = new List<SqlOrder>();
        if (Take("ORDER"))
        {
            Words("BY");
            do
                order.Add(Order());
            while (Sign(","));
        }

        return new SqlQuery(select, where, text, order);
    }

    private SqlSelect Select()
    {
        if (Sign("*"))
            return SqlSelect.Documents;
        if (Take("VALUE"))
        {
            bool partial = Sign("[");
            if (partial)
                Signs("{", "\"item\"", ":");
            Words("COUNT");
            Signs("(", "1", ")");
            if (partial)
                Signs("}", "]");
            return partial ? SqlSelect.PartialCount : SqlSelect.Count;
        }

        Words("c");
        Signs(".");
        Words("_rid");
        Signs(",", "[");
        do
        {
            Signs("{", "\"item\"", ":");
            Path();
            Signs("}");
        }
        while (Sign(","));
        Signs("]");
        Words("AS", "orderByItems");
        Signs(",");
        Words("c", "AS", "payload");
        return SqlSelect.OrderedDocuments;
    }

    private SqlOrder Order()
    {
        int start = Current.Start;
        IReadOnlyList<string> path = Path();
        string text = sql[start..tokens[at - 1].End];
        bool descending = Take("DESC");
        if (!descending)
            Take("ASC");
        return new SqlOrder(path, text, descending);
    }

    private SqlExpression Or()
    {
        SqlExpression left = And();
        while (Take("OR"))
            left = Either(left, And());
        return left;

        static SqlExpression Either(SqlExpression one, SqlExpression other) => row => SqlValues.Of((SqlValues.Truth(one(row)), SqlValues.Truth(other(row))) switch
        {
            (true, _) or (_, true) => true,
            (false, false) => false,
            _ => null,
        });
    }

    private SqlExpression And()
    {
        SqlExpression left = Not();
        while (Take("AND"))
            left = Both(left, Not());
        return left;

        static SqlExpression Both(SqlExpression one, SqlExpression other) => row => SqlValues.Of((SqlValues.Truth(one(row)), SqlValues.Truth(other(row))) switch
        {
            (false, _) or (_, false) => false,
            (true, true) => true,
            _ => null,
        });
    }

    private SqlExpression Not()
    {
        if (!Take("NOT"))
            return Compared();
        SqlExpression inner = Not();
        return row => SqlValues.Of(!SqlValues.Truth(inner(row)));
    }

    private SqlExpression Compared()
    {
        SqlExpression left = Operand();
        if (Current.Kind != TokenKind.Sign || Current.Value is not ("=" or "!=" or "<" or "<=" or ">" or ">="))
            return left;
        string sign = tokens[at++].Value;
        SqlExpression right = Operand();
        return row => SqlValues.Of(SqlValues.Compare(left(row), right(row)) is not { } compared ? null : sign switch
        {
            "=" => compared == 0,
            "!=" => compared != 0,
            "<" => compared < 0,
            "<=" => compared <= 0,
            ">" => compared > 0,
            _ => compared >= 0,
        });
    }

    private SqlExpression Operand()
    {
        if (Sign("("))
        {
            SqlExpression inner = Or();
            Signs(")");
            return inner;
        }

        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Parameter:
                at++;
                return row => row.Parameters.TryGetValue(token.Value, out JsonElement value) ? value : throw new SqlException($"There is no parameter {token.Value}.");
            case TokenKind.Text:
                at++;
                return Constant(token.Value);
            case TokenKind.Number:
                at++;
                return Constant(double.Parse(token.Value, CultureInfo.InvariantCulture));
            case TokenKind.Word when token.Value is "true" or "false":
                at++;
                return Constant(token.Value == "true");
            case TokenKind.Word when token.Value == "c":
                IReadOnlyList<string> path = Path();
                return row => SqlValues.At(row.Document, path);
            case TokenKind.Word:
                return Function();
            default:
                throw Unexpected();
        }

        static SqlExpression Constant<T>(T value)
        {
            JsonElement json = JsonSerializer.SerializeToElement(value);
            return _ => json;
        }
    }

    private SqlExpression Function()
    {
        string name = tokens[at++].Value;
        Signs("(");
        SqlExpression first = Operand();
        SqlExpression? second = Sign(",") ? Operand() : null;
        Signs(")");
        return (name, second) switch
        {
            ("IS_DEFINED", null) => Is(kind => kind != JsonValueKind.Undefined),
            ("IS_NULL", null) => Is(kind => kind == JsonValueKind.Null),
            ("IS_STRING", null) => Is(kind => kind == JsonValueKind.String),
            ("IS_NUMBER", null) => Is(kind => kind == JsonValueKind.Number),
            ("IS_BOOL", null) => Is(kind => kind is JsonValueKind.True or JsonValueKind.False),
            ("ARRAY_CONTAINS", not null) => row => first(row) is { ValueKind: JsonValueKind.Array } list
                ? SqlValues.Of(list.EnumerateArray().Any(item => SqlValues.Compare(item, second(row)) == 0))
                : SqlValues.Undefined,
            _ => throw new SqlException($"{name} is not known here."),
        };

        SqlExpression Is(Func<JsonValueKind, bool> kind) => row => SqlValues.Of(kind(first(row).ValueKind));
    }

    /// <summary><c>c["a"]["b"]</c>.</summary>
    private List<string> Path()
    {
        Words("c");
        var path = new List<string>();
        while (Sign("["))
        {
            path.Add(Current.Kind == TokenKind.Text ? tokens[at++].Value : throw Unexpected());
            Signs("]");
        }

        return path.Count > 0 ? path : throw Unexpected();
    }

    private bool Take(string word)
    {
        bool there = Current.Kind == TokenKind.Word && string.Equals(Current.Value, word, StringComparison.OrdinalIgnoreCase);
        if (there)
            at++;
        return there;
    }

    private bool Sign(string sign)
    {
        bool there = Current.Kind == TokenKind.Sign && Current.Value == sign;
        if (there)
            at++;
        return there;
    }

    private void Words(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
            if (!Take(word))
                throw Unexpected();
    }

    private void Signs(params ReadOnlySpan<string> signs)
    {
        foreach (string sign in signs)
            if (sql[Current.Start..Current.End] == sign)
                at++;
            else
                throw Unexpected();
    }

    private SqlException Unexpected() => new($"Unexpected '{sql[Current.Start..Current.End]}' at {Current.Start}.");
}
