using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools.Organisation;

public sealed record AccountItem(string Id, string Platform, string Name, AccountStatus Status);

public sealed class ListAccounts(IDocumentStore store) : AssistantTool<NoInput>
{
    public override string Name => "list_accounts";

    public override string Title => "Look at the connected accounts";

    public override string Description => "Accounts that are connected at platforms, and whether one needs to be connected again. Connecting is done by a person on the accounts page.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, NoInput input, CancellationToken cancellation)
    {
        Page<ConnectedAccount> page = await store.QueryAsync<ConnectedAccount>(Containers.Accounts, new DocumentQuery(caller.OrgId, Limit: Limits.Most), cancellation);
        AccountItem[] items = [.. page.Items.Select(a => new AccountItem(a.Id, a.Platform, a.DisplayName, a.Status))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of("accounts", "Connected accounts", items, item => new CardRow(item.Name, item.Platform, Say.Word(item.Status), "/accounts"), "No account is connected."));
    }
}
