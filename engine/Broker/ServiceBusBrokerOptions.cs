namespace Shortloop.Engine.Broker;

/// <param name="Path">The database file; nothing else writes to it.</param>
/// <param name="KeyName">Name of the one shared access policy, which may do everything.</param>
/// <param name="Key">Its secret.</param>
/// <param name="Queues">The only queues there are. Messages of a queue that is no longer declared stay in the file.</param>
public sealed record ServiceBusBrokerOptions(string Path, string KeyName, string Key, IReadOnlyList<BrokerQueue> Queues)
{
    /// <summary>How long an order waits for another process that writes to the file. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <param name="Name">Lower or upper case is the same.</param>
public sealed record BrokerQueue(string Name)
{
    /// <summary>How long a delivery belongs to its receiver without renewal. At most 5 minutes on Azure.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A message that was delivered so often without being completed becomes a dead letter.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>For messages that name none; null: they never expire.</summary>
    public TimeSpan? DefaultTimeToLive { get; init; }

    /// <summary>Whether expired messages become dead letters or are dropped.</summary>
    public bool DeadLetterOnExpiration { get; init; } = true;
}
