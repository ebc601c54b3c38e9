using Shortloop.Core;
using Shortloop.Core.Accounts;

namespace Shortloop.Functions.Accounts;

/// <summary>Roles as the API writes them.</summary>
internal static class Names
{
    private static readonly Problem Unknown =
        Problem.InvalidField("role", $"A role is one of: {string.Join(", ", Enum.GetValues<Role>().Select(Of))}.");

    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    public static Outcome<Role> Read(string? name) =>
        Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => Of(role!.Value) == name) is { } role ? role : Unknown;
}
