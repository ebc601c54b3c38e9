using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>
/// That somebody or something is being deleted. Partition: its own id, which can't be guessed; so is its job's, because all that its owner has
/// is about to go. It goes itself when the last look has found nothing.
/// </summary>
public sealed record Deletion : Document
{
    /// <summary>Null: organisations only.</summary>
    public string? UserId { get; init; }

    public required IReadOnlyList<string> OrganisationIds { get; init; }
}
