using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>A message that its receivers gave up on. What is in it stays out: render orders carry the key to their call-back.</summary>
/// <param name="Deliveries">How often it was tried.</param>
public sealed record DeadLetter(string Queue, string Id, string? Reason, int Deliveries, DateTimeOffset? EnqueuedAt, int Characters);

/// <summary>
/// What the queues set aside. Their protocol knows no looking: messages are locked, read, and given back. While somebody looks, somebody else sees
/// fewer; a lock that is not given back ends by itself.
/// </summary>
public sealed class DeadLetters(IQueue queue, AuditLog audit)
{
    /// <summary>Each one is a call.</summary>
    private const int Most = 50;

    private static readonly Problem UnknownQueue =
        Problem.InvalidField("queue", $"There is no such queue. Queues: {string.Join(", ", Queues.All)}.");

    private static readonly Problem Gone = new(
        ProblemKind.NotFound, "dead_letter_gone", $"This message is not among the first {Most} dead letters of its queue, or somebody else has it just now.");

    /// <param name="name">Null: of all queues.</param>
    /// <returns>The first of each queue.</returns>
    public async Task<Outcome<IReadOnlyList<DeadLetter>>> ListAsync(string? name, CancellationToken cancellation)
    {
        if (name is not null && !Queues.All.Contains(name))
            return UnknownQueue;
        List<DeadLetter> found = [];
        foreach (string one in name is null ? Queues.All : [name])
            await LookAsync(one, message =>
            {
                found.Add(new DeadLetter(one, message.Id, message.DeadLetterReason, message.DeliveryCount, message.EnqueuedAt, message.Body.Length));
                return Task.FromResult(false);
            }, cancellation);
        return found;
    }

    /// <summary>Sends a dead letter again. Sent first and taken away after: a cut in between doubles it, which its receivers bear; the other way it would be lost.</summary>
    public Task<Outcome<DeadLetter>> RedriveAsync(Principal caller, string name, string id, CancellationToken cancellation) =>
        TakeAsync(caller, name, id, "dead_letter_redriven", message => queue.SendAsync(name, new QueueMessage(message.Id, message.Body), cancellation), cancellation);

    /// <summary>Removes a dead letter for good.</summary>
    public Task<Outcome<DeadLetter>> DropAsync(Principal caller, string name, string id, CancellationToken cancellation) =>
        TakeAsync(caller, name, id, "dead_letter_dropped", _ => Task.CompletedTask, cancellation);

    private async Task<Outcome<DeadLetter>> TakeAsync(
        Principal caller, string name, string id, string action, Func<LockedMessage, Task> first, CancellationToken cancellation)
    {
        if (!Queues.All.Contains(name))
            return UnknownQueue;
        DeadLetter? taken = null;
        await LookAsync(name, async message =>
        {
            if (message.Id != id || taken is not null)
                return false;
            await audit.AppendAsync(AuditLog.Installation, caller.UserId, action, message.Id, name, cancellation);
            await first(message);
            await queue.CompleteAsync(Queues.DeadLettersOf(name), message, cancellation);
            taken = new DeadLetter(name, message.Id, message.DeadLetterReason, message.DeliveryCount, message.EnqueuedAt, message.Body.Length);
            return true;
        }, cancellation);
        return taken is null ? Gone : taken;
    }

    /// <param name="take">Whether the message is settled; the others are given back.</param>
    private async Task LookAsync(string name, Func<LockedMessage, Task<bool>> take, CancellationToken cancellation)
    {
        string dead = Queues.DeadLettersOf(name);
        List<LockedMessage> held = [];
        try
        {
            while (held.Count < Most && await queue.ReceiveAsync(dead, TimeSpan.Zero, cancellation) is { } message)
                if (!await take(message))
                    held.Add(message);
        }
        finally
        {
            foreach (LockedMessage message in held)
                await queue.AbandonAsync(dead, message, CancellationToken.None);
        }
    }
}
