using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

/// <summary>Organisations that people share.</summary>
internal sealed class Teams
{
    private readonly Doorstep _door;
    private readonly MyOrganisations _organisations;
    private readonly Invitations _invitations;

    public Teams(Doorstep door)
    {
        _door = door;
        var members = new Members(door.Store, door.Clock);
        _organisations = new MyOrganisations(door.Store, members, door.Clock);
        _invitations = new Invitations(
            door.Store, members, _organisations, new AccountMails(new PublicAddress(new Uri("https://app.example/"))), door.Limits, door.Outbox, door.TierLimits, door.Clock);
    }

    /// <summary>On a tier that has room for others.</summary>
    public async Task<string> OwnAsync(Principal owner, string name = "Team")
    {
        string id = Doorstep.Must(await _organisations.CreateAsync(owner, name, default)).Organisation.Id;
        await _door.Store.PatchAsync<Organisation>(Containers.Organisations, id, id, [new(PatchKind.Set, "tier", "enterprise")], null, default);
        return id;
    }

    /// <returns>A new organisation of the owner's, with the second in it.</returns>
    public async Task<string> SharedAsync(Principal owner, Principal second, string email, Role role)
    {
        Principal there = owner with { OrgId = await OwnAsync(owner) };
        Doorstep.Must(await _invitations.AcceptAsync(second, await InviteAsync(there, email, role), default));
        return there.OrgId;
    }

    public async Task<string> InviteAsync(Principal owner, string email, Role role) =>
        await _door.LinkAsync(await _invitations.InviteAsync(owner, email, role, default));

    public Task<Outcome<MyOrganisation>> AcceptAsync(Principal caller, string token) => _invitations.AcceptAsync(caller, token, default);
}
