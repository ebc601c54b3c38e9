using Microsoft.Extensions.Configuration;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting;

internal static class Settings
{
    /// <summary>A value, or the setting named between percent signs, as the official host has it.</summary>
    /// <exception cref="FunctionCatalogException">There is no such setting.</exception>
    public static string Resolve(FunctionEntry entry, string text, IConfiguration configuration)
    {
        if (text.Length < 3 || text[0] != '%' || text[^1] != '%') return text;
        string name = text[1..^1];
        return configuration[name] is { Length: > 0 } value
            ? value
            : throw new FunctionCatalogException([$"{entry}: the setting '{name}' is missing: set it, or write the value in the attribute."]);
    }
}
