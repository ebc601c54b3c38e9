using Shortloop.Core.Accounts;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;

namespace Shortloop.Core.Billing;

/// <summary>Money is the owners' business: what happens to it is told to each of them.</summary>
public sealed class TellOwners(Members members, Notifier notifier)
{
    public async Task TellAsync(
        string orgId, NoticeKind kind, string entityId, string occasion, IReadOnlyDictionary<string, string> facts, CancellationToken cancellation)
    {
        foreach (Membership owner in await members.WithRoleAsync(orgId, Role.Owner, cancellation))
            await notifier.TellAsync(orgId, owner.UserId, kind, entityId, occasion, facts, cancellation);
    }
}
