using System.Globalization;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Organisations;

namespace Shortloop.Core.Accounts;

/// <summary>Tells those who look after an organisation's connected accounts.</summary>
public sealed class AccountNotices(Notifier notifier, Members members)
{
    /// <summary>Once for each time that it was connected.</summary>
    public Task ConnectedAsync(ConnectedAccount account, CancellationToken cancellation) => TellAsync(account, NoticeKind.AccountConnected, cancellation);

    /// <summary>Once until it has been connected again.</summary>
    public Task BrokenAsync(ConnectedAccount account, CancellationToken cancellation) =>
        TellAsync(account, NoticeKind.AccountNeedsReconnecting, cancellation);

    private async Task TellAsync(ConnectedAccount account, NoticeKind kind, CancellationToken cancellation)
    {
        IEnumerable<string> people = (await members.AllAsync(account.OrgId, cancellation))
            .Where(member => member.Role >= Role.Admin).Select(member => member.UserId).Append(account.CreatedBy).Distinct();
        var facts = new Dictionary<string, string>
        {
            [NoticeFacts.Platform] = account.Platform,
            [NoticeFacts.At] = account.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
        };
        foreach (string userId in people)
            await notifier.TellAsync(
                account.OrgId, userId, kind, account.Id, account.CreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), facts, cancellation);
    }
}
