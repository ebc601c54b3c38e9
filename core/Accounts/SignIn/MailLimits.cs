using System.Globalization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// How many mails an address gets, and how many somebody can cause. Whoever is over it is answered as ever and no mail goes out: neither does an answer
/// tell who has an account, nor does an inbox fill up. Counted by the hour, in hashes.
/// </summary>
public sealed class MailLimits(IDocumentStore store, TimeProvider clock)
{
    private const int PerAddress = 5;

    // An office asks from one address.
    private const int PerSource = 40;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <param name="source">The network, or who is signed in. Null: not known, not counted.</param>
    /// <returns>Whether the mail may go out.</returns>
    public async Task<bool> TakeAsync(string email, string? source, CancellationToken cancellation)
    {
        bool address = await CountAsync("address", email, PerAddress, cancellation);
        return (source is null || await CountAsync("source", source, PerSource, cancellation)) && address;
    }

    private async Task<bool> CountAsync(string kind, string key, int limit, CancellationToken cancellation)
    {
        long hour = clock.GetUtcNow().UtcTicks / Window.Ticks;
        string id = Ids.Derived("mlc", kind, key, hour.ToString(CultureInfo.InvariantCulture));
        while (true)
        {
            WriteResult<MailCount> counted = await store.PatchAsync<MailCount>(
                Containers.Transient, id, id, [new PatchOperation(PatchKind.Increment, "count", 1L)],
                [new Condition("count", Comparison.Less, limit)], cancellation);
            if (counted.Status != WriteStatus.Absent)
                return counted.Status == WriteStatus.Written;
            var first = new MailCount
            {
                Id = id,
                Partition = id,
                OrgId = "none",
                CreatedBy = "none",
                CreatedAt = clock.GetUtcNow(),
                TtlSeconds = (int)Window.TotalSeconds,
                Count = 1,
            };
            if ((await store.CreateAsync(Containers.Transient, first, cancellation)).Status == WriteStatus.Written)
                return true;
        }
    }

    private sealed record MailCount : Document
    {
        public required int Count { get; init; }
    }
}
