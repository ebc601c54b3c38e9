using System.Collections.Concurrent;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Billing.Limits;

/// <summary>
/// For limits over things that lie in a container of their own: of two that look at once, see room for one and both add, the second has to look again.
/// What was added is there before the gate moves, so whoever comes next sees it.
/// </summary>
public sealed class LimitGate(IDocumentStore store, TimeProvider clock)
{
    private const int Patience = 50;

    // Within a process those who add to one organisation take turns, so that only other instances can come in between.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <param name="name">Of the limit.</param>
    /// <param name="check">Null: it fits.</param>
    /// <param name="add">Adds it; may be called again after <paramref name="undo"/>.</param>
    public async Task<Outcome<T>> PassAsync<T>(
        string orgId, string name, Func<Task<Problem?>> check, Func<Task<T>> add, Func<T, Task> undo, CancellationToken cancellation)
    {
        SemaphoreSlim turn = _turns.GetOrAdd($"{orgId} {name}", _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellation);
        try
        {
            return await TryAsync(orgId, name, check, add, undo, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Outcome<T>> TryAsync<T>(
        string orgId, string name, Func<Task<Problem?>> check, Func<Task<T>> add, Func<T, Task> undo, CancellationToken cancellation)
    {
        for (int attempt = 0; attempt < Patience; attempt++)
        {
            Gate? gate = await store.ReadAsync<Gate>(Containers.Organisations, orgId, Gate.IdOf(name), cancellation);
            if (await check() is { } problem)
                return problem;
            T added = await add();
            if (await MoveAsync(gate, orgId, name, cancellation))
                return added;
            await undo(added);
        }

        throw new TransientException("limit_busy", "Too much is being added to this organisation at once. Try again.");
    }

    private async Task<bool> MoveAsync(Gate? gate, string orgId, string name, CancellationToken cancellation)
    {
        Gate next = gate ?? new Gate
        {
            Id = Gate.IdOf(name),
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = "billing",
            CreatedAt = clock.GetUtcNow(),
        };
        WriteResult<Gate> moved = gate is null
            ? await store.CreateAsync(Containers.Organisations, next, cancellation)
            : await store.ReplaceAsync(Containers.Organisations, next, cancellation);
        return moved.Status == WriteStatus.Written;
    }

    /// <summary>Only its version matters.</summary>
    private sealed record Gate : Document
    {
        public static string IdOf(string name) => $"gate_{name}";
    }
}
