using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;

namespace Shortloop.Functions.Http;

/// <summary>Who may call a route. Every HTTP function carries exactly one of these; one without does not start.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute : Attribute
{
    /// <summary>A signed-in member of the organisation with at least this role.</summary>
    public AccessAttribute(Role role) => Role = role;

    /// <summary>Who operates the installation: <see cref="Core.Accounts.People.UserRole.Admin"/> is the one that can be asked for.</summary>
    public AccessAttribute(UserRole role) => UserRole = role;

    /// <summary>Someone whom the function checks itself, or anyone at all; <paramref name="reason"/> says which and why.</summary>
    public AccessAttribute(string reason) => Reason = reason;

    public Role? Role { get; }

    public UserRole? UserRole { get; }

    public string? Reason { get; }
}
