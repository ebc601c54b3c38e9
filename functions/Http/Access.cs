using Shortloop.Core.Accounts;

namespace Shortloop.Functions.Http;

/// <summary>Who may call a route. Every HTTP function carries exactly one of these; one without does not start.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute : Attribute
{
    /// <summary>A signed-in member of the organisation with at least this role.</summary>
    public AccessAttribute(Role role) => Role = role;

    /// <summary>Someone whom the function checks itself, or anyone at all; <paramref name="reason"/> says which and why.</summary>
    public AccessAttribute(string reason) => Reason = reason;

    public Role? Role { get; }

    public string? Reason { get; }
}
