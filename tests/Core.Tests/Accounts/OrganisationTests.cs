using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;

namespace Shortloop.Core.Tests.Accounts;

public sealed class OrganisationTests : IDisposable
{
    private readonly Doorstep _door = new();
    private readonly Members _members;
    private readonly MyOrganisations _organisations;
    private readonly Invitations _invitations;

    public OrganisationTests()
    {
        _members = new Members(_door.Store, _door.Clock);
        _organisations = new MyOrganisations(_door.Store, _members, _door.Clock);
        _invitations = new Invitations(
            _door.Store, _members, _organisations, new AccountMails(new PublicAddress(new Uri("https://app.example/"))), _door.Limits, _door.Outbox, _door.Clock);
    }

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Create_Organisation_IsListedAfterThePersonalOne()
    {
        Principal mara = await SignUp();

        await CreateTeam(mara);

        Assert.Equal([("Mara", Role.Owner), ("Team", Role.Owner)], (await _organisations.ListAsync(mara, default)).Select(o => (o.Organisation.Name, o.Role)));
    }

    [Fact]
    public async Task Invite_AcceptedByTheAddressThatWasAsked_MakesAMember()
    {
        (Principal owner, Principal joe) = await TwoAsync(Role.Editor);

        Assert.Equal(Role.Editor, (await _members.FindAsync(joe.UserId, owner.OrgId, default))!.Role);
        Assert.Contains(await _organisations.ListAsync(joe, default), own => own.Organisation.Id == owner.OrgId);
        Assert.Empty(await _invitations.ListAsync(owner, default));
    }

    [Fact]
    public async Task Invite_LinkOpenedByAnotherAccount_IsRefusedAndStaysGood()
    {
        Principal owner = await CreateTeam(await SignUp());
        string token = await _door.LinkAsync(await _invitations.InviteAsync(owner, "joe@example.com", Role.Viewer, default));
        Principal thief = await SignUp("thief@example.com");

        Assert.Equal("invitation_of_other", (await _invitations.AcceptAsync(thief, token, default)).Problem?.Code);
        Assert.Null(await _members.FindAsync(thief.UserId, owner.OrgId, default));
        Assert.Null((await _invitations.AcceptAsync(await SignUp("joe@example.com"), token, default)).Problem);
    }

    [Fact]
    public async Task Invite_WithdrawnUsedOrOld_IsRefused()
    {
        Principal owner = await CreateTeam(await SignUp());
        Principal joe = await SignUp("joe@example.com");
        string withdrawn = await Invite(owner);
        Assert.True(await _invitations.WithdrawAsync(owner, Assert.Single(await _invitations.ListAsync(owner, default)).Id, default));
        Assert.Equal("invitation_expired", (await _invitations.AcceptAsync(joe, withdrawn, default)).Problem?.Code);

        string old = await Invite(owner);
        _door.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal("invitation_expired", (await _invitations.AcceptAsync(joe, old, default)).Problem?.Code);

        string used = await Invite(owner);
        Assert.Null((await _invitations.AcceptAsync(joe, used, default)).Problem);
        Assert.Equal("invitation_expired", (await _invitations.AcceptAsync(joe, used, default)).Problem?.Code);
    }

    [Fact]
    public async Task Invite_AboveOnesOwnRole_IsRefused()
    {
        (Principal _, Principal admin) = await TwoAsync(Role.Admin);

        Assert.Equal("above_your_role", (await _invitations.InviteAsync(admin, "new@example.com", Role.Owner, default)).Problem?.Code);
    }

    [Fact]
    public async Task Invite_ToAPersonalOrganisation_IsRefused() => Assert.Equal(
        "organisation_personal", (await _invitations.InviteAsync(await SignUp(), "joe@example.com", Role.Viewer, default)).Problem?.Code);

    [Fact]
    public async Task ChangeRole_OfTheLastOwnerOrAboveOneself_IsRefused()
    {
        (Principal owner, Principal admin) = await TwoAsync(Role.Admin);

        Assert.Equal("last_owner", (await _members.ChangeRoleAsync(owner, owner.UserId, Role.Admin, default)).Problem?.Code);
        Assert.Equal("last_owner", (await _members.RemoveAsync(owner, owner.UserId, default)).Problem?.Code);
        Assert.Equal("above_your_role", (await _members.ChangeRoleAsync(admin, owner.UserId, Role.Viewer, default)).Problem?.Code);
        Assert.Equal("above_your_role", (await _members.ChangeRoleAsync(admin, admin.UserId, Role.Owner, default)).Problem?.Code);
    }

    [Fact]
    public async Task ChangeRole_TwoOwnersDemoteEachOtherAtOnce_OneRemains()
    {
        (Principal one, Principal other) = await TwoAsync(Role.Owner);

        await Task.WhenAll(
            _members.ChangeRoleAsync(one, other.UserId, Role.Viewer, default), _members.ChangeRoleAsync(other, one.UserId, Role.Viewer, default));

        Assert.Contains(await _members.ListAsync(one, default), member => member.Membership.Role == Role.Owner);
    }

    [Fact]
    public async Task Remove_Oneself_IsEverybodysRight()
    {
        (Principal owner, Principal viewer) = await TwoAsync(Role.Viewer);

        Assert.Equal("above_your_role", (await _members.RemoveAsync(viewer, owner.UserId, default)).Problem?.Code);
        Assert.Null((await _members.RemoveAsync(viewer, viewer.UserId, default)).Problem);

        Assert.Null(await _members.FindAsync(viewer.UserId, owner.OrgId, default));
        Assert.DoesNotContain(await _organisations.ListAsync(viewer, default), own => own.Organisation.Id == owner.OrgId);
    }

    [Fact]
    public async Task Rename_WithAnOldETag_IsRefused()
    {
        Principal owner = await CreateTeam(await SignUp());
        Organisation first = Doorstep.Must(await _organisations.RenameAsync(owner, "First", null, default));

        Doorstep.Must(await _organisations.RenameAsync(owner, "Second", first.ETag, default));

        Assert.Equal("changed_meanwhile", (await _organisations.RenameAsync(owner, "Third", first.ETag, default)).Problem?.Code);
    }

    [Fact]
    public async Task Audit_WhateverChangesAccess_IsEnteredByIdsAlone()
    {
        (Principal owner, Principal joe) = await TwoAsync(Role.Editor);
        Doorstep.Must(await _members.ChangeRoleAsync(owner, joe.UserId, Role.Viewer, default));
        Doorstep.Must(await _organisations.RenameAsync(owner, "Secret name", null, default));
        Assert.NotNull((await _organisations.RenameAsync(owner, "Other", "old", default)).Problem);
        Doorstep.Must(await _members.RemoveAsync(joe, joe.UserId, default));
        await Invite(owner);
        Assert.True(await _invitations.WithdrawAsync(owner, Assert.Single(await _invitations.ListAsync(owner, default)).Id, default));

        var audit = new AuditLog(_door.Store, _door.Clock);
        AuditEntry[] entries = [.. (await audit.ListAsync(owner.OrgId, null, 100, default)).Items.Reverse()];

        Assert.Equal(
            [
                "organisation_created", "member_invited", "member_joined", "role_changed", "organisation_renamed", "organisation_renamed", "not_done",
                "member_removed", "member_invited", "invitation_withdrawn",
            ],
            entries.Select(entry => entry.Action));
        Assert.Equal((joe.UserId, "editor to viewer", owner.UserId), (entries[3].Target, entries[3].Detail, entries[3].CreatedBy));
        Assert.DoesNotContain(entries, entry => $"{entry}".Contains("example.com", StringComparison.Ordinal) || $"{entry}".Contains("Secret name", StringComparison.Ordinal));
        Assert.Null((await audit.VerifyAsync(owner.OrgId, default)).BrokenAt);
    }

    private async Task<Principal> SignUp(string email = Doorstep.Email)
    {
        SignedIn signed = await _door.SignedUpAsync(email);
        return new Principal(signed.UserId, signed.OrgId, Role.Owner);
    }

    private async Task<Principal> CreateTeam(Principal caller) =>
        caller with { OrgId = Doorstep.Must(await _organisations.CreateAsync(caller, "Team", default)).Organisation.Id };

    private async Task<string> Invite(Principal owner, Role role = Role.Viewer) =>
        await _door.LinkAsync(await _invitations.InviteAsync(owner, "joe@example.com", role, default));

    /// <summary>An owner and a second member in one organisation.</summary>
    private async Task<(Principal Owner, Principal Second)> TwoAsync(Role role)
    {
        Principal owner = await CreateTeam(await SignUp());
        string token = await Invite(owner, role);
        Principal joe = await SignUp("joe@example.com");
        Doorstep.Must(await _invitations.AcceptAsync(joe, token, default));
        return (owner, joe with { OrgId = owner.OrgId, Role = role });
    }
}
