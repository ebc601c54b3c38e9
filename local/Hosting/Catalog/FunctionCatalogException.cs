namespace Shortloop.Local.Hosting.Catalog;

/// <summary>The functions can't be hosted as they are. The message names each one, and says what to do.</summary>
public sealed class FunctionCatalogException(IReadOnlyList<string> errors)
    : Exception($"The functions can't be started:{Environment.NewLine}{string.Join(Environment.NewLine, errors.Select(error => "- " + error))}")
{
    public IReadOnlyList<string> Errors { get; } = errors;
}
