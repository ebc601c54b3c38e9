namespace Shortloop.Engine.Broker;

/// <summary>What an operator may do with what was set aside. The protocol has no such calls: there, one receives from the dead-letter queue.</summary>
public sealed partial class ServiceBusBroker
{
    /// <summary>As they were declared.</summary>
    public IReadOnlyList<string> QueueNames => [.. queues.Keys];

    /// <summary>Dead letters by their number; looking changes nothing.</summary>
    /// <param name="after">Only those with a greater number.</param>
    /// <param name="count">At most so many.</param>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public IReadOnlyList<DeadLetter> PeekDeadLetters(string queue, long after = 0, int count = 50)
    {
        var found = Declared(queue);
        Bury(found);
        return store.Peek(new QueueName(found.Name, true), after, count, Now());
    }

    /// <summary>Puts dead letters back at the end of their queue, as if they had been sent now: no deliveries yet, a new life.</summary>
    /// <param name="sequence">The one to put back; null: all of them.</param>
    /// <returns>How many: what is gone, or with a receiver, is left alone.</returns>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public int RedriveDeadLetters(string queue, long? sequence = null)
    {
        var found = Declared(queue);
        var name = new QueueName(found.Name, false);
        var moved = store.Redrive(name, sequence, found.DefaultTimeToLive, Now());
        if (moved > 0)
            bells[name.Key].Ring();
        return moved;
    }

    /// <summary>Removes one dead letter for good.</summary>
    /// <returns>False: it is gone already, or a receiver has it.</returns>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public bool DropDeadLetter(string queue, long sequence) =>
        store.Drop(new QueueName(Declared(queue).Name, true), sequence, Now());
}
