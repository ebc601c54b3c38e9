using System.Text.Json;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway.Sql;

internal enum TokenKind
{
    Word,
    Text,
    Number,
    Parameter,
    Sign,
    End,
}

/// <param name="Start">Where it begins in the query; with <paramref name="End"/>, so that a plan can quote what it takes over.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Start, int End);

internal sealed class SqlException(string message) : Exception(message);

internal static class SqlTokens
{
    private static readonly string[] Signs = ["!=", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", "*"];

    public static List<Token> Of(string sql)
    {
        var tokens = new List<Token>();
        for (int at = 0; at < sql.Length;)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
                continue;
            }

            Token token = Next(sql, at);
            tokens.Add(token);
            at = token.End;
        }

        tokens.Add(new Token(TokenKind.End, "", sql.Length, sql.Length));
        return tokens;
    }

    private static Token Next(string sql, int at)
    {
        char first = sql[at];
        if (first == '"')
            return Text(sql, at);
        if (char.IsDigit(first) || (first == '-' && at + 1 < sql.Length && char.IsDigit(sql[at + 1])))
            return Run(TokenKind.Number, sql, at, 1, c => char.IsDigit(c) || c is '.' or 'e' or 'E' or '+' or '-');
        if (first == '@')
            return Run(TokenKind.Parameter, sql, at, 1, c => char.IsLetterOrDigit(c) || c == '_');
        if (char.IsLetter(first) || first == '_')
            return Run(TokenKind.Word, sql, at, 1, c => char.IsLetterOrDigit(c) || c == '_');
        string? sign = Signs.FirstOrDefault(s => string.CompareOrdinal(sql, at, s, 0, s.Length) == 0);
        return sign is null ? throw new SqlException($"Unexpected '{first}' at {at}.") : new Token(TokenKind.Sign, sign, at, at + sign.Length);
    }

    private static Token Run(TokenKind kind, string sql, int at, int length, Func<char, bool> goesOn)
    {
        while (at + length < sql.Length && goesOn(sql[at + length]))
            length++;
        return new Token(kind, sql.Substring(at, length), at, at + length);
    }

    private static Token Text(string sql, int at)
    {
        int end = at + 1;
        while (end < sql.Length && sql[end] != '"')
            end += sql[end] == '\\' ? 2 : 1;
        if (end >= sql.Length)
            throw new SqlException("A text has no end.");
        return new Token(TokenKind.Text, JsonSerializer.Deserialize<string>(sql[at..(end + 1)])!, at, end + 1);
    }
}
