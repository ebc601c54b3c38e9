using System.Text.RegularExpressions;

namespace Shortloop.Adapters.Blob;

/// <summary>
/// <c>{org}/{kind}/{id}/{name}</c>: segments of letters, digits, dots, dashes and underscores. No segment is only dots, so that
/// no path means another one after somebody has normalised it.
/// </summary>
internal static partial class BlobPaths
{
    private const int MaxLength = 1024;

    public static string Checked(string path) =>
        path.Length <= MaxLength && Whole().IsMatch(path)
            ? path
            : throw new ArgumentException($"'{path}' is not a blob path of the form org/kind/id/name.", nameof(path));

    /// <summary>At least the organisation, whole: a prefix can never reach into another one's blobs.</summary>
    public static string CheckedPrefix(string prefix) =>
        prefix.Length <= MaxLength && Prefix().IsMatch(prefix)
            ? prefix
            : throw new ArgumentException($"'{prefix}' is not the beginning of a path, organisation included.", nameof(prefix));

    [GeneratedRegex(@"\A(?:(?!\.+/)[A-Za-z0-9._-]+/){3,}(?!\.+\z)[A-Za-z0-9._-]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\A(?:(?!\.+/)[A-Za-z0-9._-]+/)+[A-Za-z0-9._-]*\z")]
    private static partial Regex Prefix();
}
