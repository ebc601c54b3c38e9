using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing;

[JsonConverter(typeof(SnakeCaseEnum<EntryKind>))]
public enum EntryKind
{
    Purchase,
    Usage,
    Refund,
    Bonus,
    Monthly,
}

/// <summary>
/// One movement of credits, never changed and never removed. Partition: the organisation. Its id follows from what caused it, so that the same cause
/// is entered once.
/// </summary>
public sealed record LedgerEntry : Document
{
    public required EntryKind Kind { get; init; }

    /// <summary>Credits; negative where they are taken.</summary>
    public required int Amount { get; init; }

    public required int BalanceAfter { get; init; }

    /// <summary>Counts the organisation's entries from 1 without gaps: a missing one shows.</summary>
    public required long Sequence { get; init; }

    /// <summary>What caused it: a job's id, a payment's id.</summary>
    public required string Cause { get; init; }

    internal static string IdOf(EntryKind kind, string cause) => Ids.Derived("led", kind.ToString(), cause);
}

/// <summary>The sum of an organisation's entries, kept beside them and only ever written together with one. Partition: the organisation.</summary>
public sealed record CreditBalance : Document
{
    public const string TheId = "balance";

    public int Balance { get; init; }

    /// <summary>Promised to work that runs; part of <see cref="Balance"/>.</summary>
    public int Reserved { get; init; }

    /// <summary>Of the newest entry.</summary>
    public long Sequence { get; init; }

    [JsonIgnore]
    public int Available => Balance - Reserved;
}

[JsonConverter(typeof(SnakeCaseEnum<ReservationStatus>))]
public enum ReservationStatus
{
    Open,

    /// <summary>The work is done and paid.</summary>
    Settled,

    /// <summary>The work failed or was cancelled and cost nothing.</summary>
    Released,
}

/// <summary>Credits that are kept for one piece of work. Partition: the organisation.</summary>
public sealed record Reservation : Document
{
    public required string Work { get; init; }

    public required string StoryId { get; init; }

    public required int Amount { get; init; }

    public required ReservationStatus Status { get; init; }

    internal static string IdOf(string work) => Ids.Derived("rsv", work);
}
