using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools;

/// <summary>A call that waits for a person's yes. Partition: its own id.</summary>
public sealed record PendingAction : Document
{
    /// <summary>The conversation, or the program over MCP.</summary>
    public required string Place { get; init; }

    public required string Tool { get; init; }

    public required JsonElement Arguments { get; init; }

    /// <summary>What the person was asked.</summary>
    public required string Question { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>
/// Questions to people that are open. One is good once, for ten minutes, for the person who was asked, in the organisation and the place where they were
/// asked. Its id is 256 random bits, of which the store keeps a hash.
/// </summary>
public sealed class PendingActions(IDocumentStore store, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    internal static readonly Problem NotOpen = new(
        ProblemKind.Conflict, "confirmation_not_open", "There is nothing open to confirm: it was answered, is older than ten minutes, or was asked elsewhere. Ask for it again.");

    public async Task<Confirmation> OpenAsync(
        Principal caller, string place, string tool, JsonElement arguments, string question, CancellationToken cancellation)
    {
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        DateTimeOffset end = clock.GetUtcNow() + Life;
        await store.CreateAsync(Containers.Transient, new PendingAction
        {
            Id = IdOf(secret),
            Partition = IdOf(secret),
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Life.TotalSeconds,
            Place = place,
            Tool = tool,
            Arguments = arguments,
            Question = question,
            ExpiresAt = end,
        }, cancellation);
        return new Confirmation(secret, tool, question, end);
    }

    /// <summary>The question, which stays open.</summary>
    internal async Task<Outcome<PendingAction>> LookAsync(Principal caller, string place, string actionId, CancellationToken cancellation)
    {
        if (actionId is not { Length: > 0 and <= 100 })
            return NotOpen;
        string id = IdOf(actionId);
        return await store.ReadAsync<PendingAction>(Containers.Transient, id, id, cancellation) is { } action
            && action.CreatedBy == caller.UserId && action.OrgId == caller.OrgId && action.Place == place && action.ExpiresAt > clock.GetUtcNow()
            ? action
            : NotOpen;
    }

    /// <summary>Closes the question. Who is a moment later than another finds it closed.</summary>
    internal async Task<Outcome<PendingAction>> TakeAsync(Principal caller, string place, string actionId, CancellationToken cancellation)
    {
        if (!(await LookAsync(caller, place, actionId, cancellation)).Succeeded(out PendingAction? action, out Problem? problem))
            return problem;
        return await store.DeleteAsync(Containers.Transient, action.Partition, action.Id, action.ETag, cancellation) == WriteStatus.Written ? action : NotOpen;
    }

    private static string IdOf(string secret) => Ids.Derived("act", secret);
}
