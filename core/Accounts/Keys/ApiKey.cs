using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Keys;

/// <summary>What a key may be used for. Every one of them includes reading.</summary>
[JsonConverter(typeof(SnakeCaseEnum<KeyScope>))]
public enum KeyScope
{
    /// <summary>Look at what there is.</summary>
    Read,

    /// <summary>Make and change it.</summary>
    Write,

    /// <summary>Approve, schedule, publish and take back posts: what others get to see.</summary>
    Publish,

    /// <summary>Members, invitations, connected accounts, settings of the organisation.</summary>
    Manage,
}

/// <summary>
/// A program's way in, for one organisation, with no more rights than who made it. Partition: its own id, so that a call reads one document.
/// Deleted when it is revoked; the audit log keeps that it was there.
/// </summary>
public sealed record ApiKey : Document
{
    public required string Name { get; init; }

    public required IReadOnlyList<KeyScope> Scopes { get; init; }

    /// <summary>SHA-256 of the secret, base64url. 256 random bits need no salt and no slow hash.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Null: it lasts until it is revoked.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the hour, so that a busy key doesn't write at each call.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>That an organisation has a key; the key decides. Partition: the organisation. Its id is the key's.</summary>
public sealed record ApiKeyPointer : Document;
