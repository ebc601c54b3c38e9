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

    /// <summary>A user's own, by an id that a repeated sign-up finds again.</summary>
    public static string PersonalIdOf(string userId) => Ids.Derived("org", userId);
}

/// <summary>A user's place in an organisation; the truth about what they may do there. Partition: the organisation.</summary>
public sealed record Membership : Document
{
    public required string UserId { get; init; }

    [JsonConverter(typeof(SnakeCaseEnum<Role>))]
    public required Role Role { get; init; }

    public static string IdOf(string userId) => Ids.Derived("mem", userId);
}
