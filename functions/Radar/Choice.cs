using Microsoft.AspNetCore.Http;
using Shortloop.Core;

namespace Shortloop.Functions.Radar;

/// <summary>One of some words in the query, or none.</summary>
internal sealed record Choice<T>(T? Value)
    where T : struct, Enum;

internal static class Choice
{
    public static Outcome<Choice<T>> Read<T>(HttpRequest request, string name)
        where T : struct, Enum
    {
        if (request.Query[name] is not [{ Length: > 0 } word, ..])
            return new Choice<T>(null);
        foreach (T value in Enum.GetValues<T>())
            if (string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase))
                return new Choice<T>(value);
        return Problem.InvalidField(name, $"'{name}' is one of: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
    }
}
