using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting;

internal static partial class Settings
{
    /// <summary>Each name between percent signs becomes its setting's value, as in the official host.</summary>
    /// <exception cref="FunctionCatalogException">There is no such setting.</exception>
    public static string Resolve(FunctionEntry entry, string text, IConfiguration configuration) => Name().Replace(text, match =>
        configuration[match.Groups[1].Value] is { Length: > 0 } value
            ? value
            : throw new FunctionCatalogException(
                [$"{entry}: the setting '{match.Groups[1].Value}' is missing: set it, or write the value in the attribute."]));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
