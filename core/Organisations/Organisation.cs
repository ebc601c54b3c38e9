using System.Text.Json.Serialization;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Organisations;

/// <summary>Who works together, owns everything made and pays the bill. Partition: its own id, with memberships and invitations beside it.</summary>
public sealed record Organisation : Document
{
    public required string Name { get; init; }

    /// <summary>Made with the user and for them alone; it can't be left.</summary>
    public bool Personal { get; init; }

    /// <summary>Name of the tier it pays for; null: the free one. Only billing writes it.</summary>
    public string? Tier { get; init; }

    /// <summary>When <see cref="Tier"/> ends by itself, because nothing more is paid for; null: it doesn't. Only billing writes it.</summary>
    public DateTimeOffset? TierUntil { get; init; }

    /// <summary>It is being removed: nobody comes in any more.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Raised with every change of who is in it, so that of two changes at once, each fine alone, one is looked at again.</summary>
    public long MembersVersion { get; init; }

    /// <summary>A user's own, by an id that a repeated sign-up finds again.</summary>
    public static string PersonalIdOf(string userId) => Ids.Derived("org", userId);

    /// <summary>Where the jobs of a user lie that are about themselves.</summary>
    public static string HomeOf(string userId) => userId == Principal.LocalOwner.UserId ? Principal.LocalOwner.OrgId : PersonalIdOf(userId);
}

/// <summary>A user's place in an organisation; the truth about what they may do there. Partition: the organisation.</summary>
public sealed record Membership : Document
{
    public required string UserId { get; init; }

    [JsonConverter(typeof(SnakeCaseEnum<Role>))]
    public required Role Role { get; init; }

    public static string IdOf(string userId) => Ids.Derived("mem", userId);
}

/// <summary>That a user may be a member of an organisation; the membership decides. Partition: the user, so that theirs can be listed.</summary>
public sealed record MemberOf : Document
{
    public static string IdOf(string orgId) => Ids.Derived("mof", orgId);
}

/// <summary>Somebody is asked to join. Partition: the organisation. One an address; asking again replaces it.</summary>
public sealed record Invitation : Document
{
    public required string Email { get; init; }

    [JsonConverter(typeof(SnakeCaseEnum<Role>))]
    public required Role Role { get; init; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public required string SecretHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public static string IdOf(string email) => Ids.Derived("inv", email);
}
