using System.Threading.Channels;

namespace Shortloop.Engine.Worker;

/// <summary>Instances with something to do. One that is being run and becomes ready again is run once more afterwards, never twice at once.</summary>
internal sealed class ReadyInstances(WorkCounter counter)
{
    private readonly Channel<long> _queue = Channel.CreateUnbounded<long>();
    private readonly Dictionary<long, Slot> _slots = [];

    internal ChannelReader<long> Reader => _queue.Reader;

    /// <param name="dueAt">The time that has come for it; 0 for a message that is there at once.</param>
    internal void Add(long key, long dueAt = 0)
    {
        lock (_slots)
        {
            if (_slots.TryGetValue(key, out var slot))
            {
                slot.Again |= slot.Running;
                slot.DueAt = Math.Max(slot.DueAt, dueAt);
                return;
            }
            _slots[key] = new Slot { DueAt = dueAt };
        }
        counter.Begin();
        _queue.Writer.TryWrite(key);
    }

    /// <returns>The latest time that has come for the instance.</returns>
    internal long Take(long key)
    {
        lock (_slots)
        {
            var slot = _slots[key];
            (slot.Running, slot.Again) = (true, false);
            return slot.DueAt;
        }
    }

    internal void Release(long key)
    {
        lock (_slots)
        {
            var slot = _slots[key];
            if (slot.Again)
            {
                slot.Running = false;
                _queue.Writer.TryWrite(key);
                return;
            }
            _slots.Remove(key);
        }
        counter.End();
    }

    private sealed class Slot
    {
        internal bool Running { get; set; }

        internal bool Again { get; set; }

        internal long DueAt { get; set; }
    }
}
