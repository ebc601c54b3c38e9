using Shortloop.Core.Accounts.Keys;

namespace Shortloop.Core.Accounts;

public enum Role
{
    Viewer,
    Editor,
    Admin,
    Owner,
}

/// <summary>Who a call runs as, within which organisation. Every use case takes one, and every document it writes carries both.</summary>
public sealed record Principal(string UserId, string OrgId, Role Role)
{
    /// <summary>Embedded mode: the person at this machine, until accounts are set up. Served on loopback only.</summary>
    public static readonly Principal LocalOwner = new("usr_local", "org_local", Role.Owner);

    /// <summary>The session the call came by; null for an API key and for the person at this machine.</summary>
    public string? SessionId { get; init; }

    /// <summary>The API key the call came by; null for a person.</summary>
    public KeyInUse? Key { get; init; }

    public bool IsAtLeast(Role role) => Role >= role;
}
