namespace Shortloop.Functions.Accounts;

/// <summary>Where in our page to go on. Anything that a browser could take for another site's address is not followed.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 500;

    public static string Of(string? path) => IsOurs(path) ? path! : "/";

    // Browsers take \ for / and pass over control characters, so that "/\site" and "/<tab>/site" would leave.
    private static bool IsOurs(string? path) =>
        path is ['/', ..] && path.Length <= MaxLength && !path.StartsWith("//", StringComparison.Ordinal)
        && path.All(c => c is > ' ' and <= '~' and not '\\');
}
