using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

public sealed class OrganisationTests : IDisposable
{
    private readonly Doorstep _door = new();
    private readonly Members _members;
    private readonly MyOrganisations _organisations;
    private readonly Invitations _invitations;

    public OrganisationTests()
    {
        _members = _door.Members;
        _organisations = new MyOrganisations(_door.Store, _members, _door.Clock);
        _invitations = new Invitations(
            _door.Store, _members, _organisations, new AccountMails(new PublicAddress(new Uri("https://app.example/"))), _door.Limits, _door.Outbox, _door.TierLimits, _door.Clock);
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
        Assert.Empty((await _invitations.ListAsync(owner, null, 100, default)).Items);
    }

    [Fact]
    public async Task ChangeRole_OfAVersionThatIsGone_ChangesNothing()
    {
        (Principal owner, Principal joe) = await TwoAsync(Role.Viewer);
        string seen = (await _members.ReadAsync(owner, joe.UserId, default))!.Membership.ETag!;

        Membership raised = Doorstep.Must(await _members.ChangeRoleAsync(owner, joe.UserId, Role.Editor, seen, default));

        Assert.Equal("changed_meanwhile", (await _members.ChangeRoleAsync(owner, joe.UserId, Role.Admin, seen, default)).Problem?.Code);
        Assert.Equal("changed_meanwhile", (await _members.RemoveAsync(owner, joe.UserId, seen, default)).Problem?.Code);
        Assert.Equal(Role.Editor, (await _members.FindAsync(joe.UserId, owner.OrgId, default))!.Role);
        Doorstep.Must(await _members.RemoveAsync(owner, joe.UserId, raised.ETag, default));
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
        Assert.True(await _invitations.WithdrawAsync(owner, Assert.Single((await _invitations.ListAsync(owner, null, 100, default)).Items).Id, default));
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
    public async Task Invite_MoreThanTheTierHasRoomFor_IsRefusedAlsoAtTheDoor()
    {
        Principal owner = await CreateTeam(await SignUp());
        Assert.Equal("member_limit", (await _invitations.InviteAsync(await CreateTeam(owner, "free"), "x@example.com", Role.Viewer, default)).Problem?.Code);

        var invited = new List<(string Email, string Token)>();
        foreach (string email in (string[])["a@example.com", "b@example.com", "c@example.com", "joe@example.com"])
            invited.Add((email, await _door.LinkAsync(await _invitations.InviteAsync(owner, email, Role.Viewer, default))));
        // The owner and four who are asked are five; asking one of them again takes no further place.
        Assert.Equal("member_limit", (await _invitations.InviteAsync(owner, "e@example.com", Role.Viewer, default)).Problem?.Code);
        invited[^1] = ("joe@example.com", await Invite(owner));

        await SetTier(owner, "coach");
        Assert.Equal("member_limit", (await _invitations.AcceptAsync(await SignUp("joe@example.com"), invited[^1].Token, default)).Problem?.Code);
    }

    [Fact]
    public async Task Accept_TwoForTheLastPlaceAtOnce_OneIsIn()
    {
        Principal owner = await CreateTeam(await SignUp());
        var joining = new List<(Principal Who, string Token)>();
        foreach (string email in (string[])["a@example.com", "b@example.com", "c@example.com"])
            Assert.Null((await _invitations.AcceptAsync(await SignUp(email), await Invite(owner, email), default)).Problem);
        joining.Add((await SignUp("d@example.com"), await Invite(owner, "d@example.com")));
        // Asked when there was still room for more.
        await SetTier(owner, "enterprise");
        joining.Add((await SignUp("e@example.com"), await Invite(owner, "e@example.com")));
        await SetTier(owner, "pro");

        Outcome<MyOrganisation>[] outcomes = await Task.WhenAll(joining.Select(one => _invitations.AcceptAsync(one.Who, one.Token, default)));

        Assert.Single(outcomes, outcome => outcome.Problem is null);
        Assert.Equal(5, (await _members.ListAsync(owner, null, 100, default)).Items.Count);
    }

    [Fact]
    public async Task Accept_OrganisationWrittenMeanwhile_IsIn()
    {
        Principal owner = await CreateTeam(await SignUp());
        string token = await Invite(owner);
        Principal joe = await SignUp("joe@example.com");
        (IDocumentStore store, Task written) = Meanwhile.BeforeTheFirstBatch(_door.Store, Containers.Organisations, () => SetTier(owner, "enterprise"));
        var members = new Members(store, _door.Clock);
        var invitations = new Invitations(
            store, members, _organisations, new AccountMails(new PublicAddress(new Uri("https://app.example/"))), _door.Limits, _door.Outbox, _door.TierLimits, _door.Clock);

        Outcome<MyOrganisation> accepted = await invitations.AcceptAsync(joe, token, default);

        await written;
        Assert.Null(accepted.Problem?.Code);
        Assert.NotNull(await _members.FindAsync(joe.UserId, owner.OrgId, default));
    }

    [Fact]
    public async Task ChangeRole_OfTheLastOwnerOrAboveOneself_IsRefused()
    {
        (Principal owner, Principal admin) = await TwoAsync(Role.Admin);

        Assert.Equal("last_owner", (await _members.ChangeRoleAsync(owner, owner.UserId, Role.Admin, null, default)).Problem?.Code);
        Assert.Equal("last_owner", (await _members.RemoveAsync(owner, owner.UserId, null, default)).Problem?.Code);
        Assert.Equal("above_your_role", (await _members.ChangeRoleAsync(admin, owner.UserId, Role.Viewer, null, default)).Problem?.Code);
        Assert.Equal("above_your_role", (await _members.ChangeRoleAsync(admin, admin.UserId, Role.Owner, null, default)).Problem?.Code);
    }

    [Fact]
    public async Task ChangeRole_TwoOwnersDemoteEachOtherAtOnce_OneRemains()
    {
        (Principal one, Principal other) = await TwoAsync(Role.Owner);

        await Task.WhenAll(
            _members.ChangeRoleAsync(one, other.UserId, Role.Viewer, null, default), _members.ChangeRoleAsync(other, one.UserId, Role.Viewer, null, default));

        Assert.Contains((await _members.ListAsync(one, null, 100, default)).Items, member => member.Membership.Role == Role.Owner);
    }

    [Fact]
    public async Task Remove_Oneself_IsEverybodysRight()
    {
        (Principal owner, Principal viewer) = await TwoAsync(Role.Viewer);

        Assert.Equal("above_your_role", (await _members.RemoveAsync(viewer, owner.UserId, null, default)).Problem?.Code);
        Assert.Null((await _members.RemoveAsync(viewer, viewer.UserId, null, default)).Problem);

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
        Doorstep.Must(await _members.ChangeRoleAsync(owner, joe.UserId, Role.Viewer, null, default));
        Doorstep.Must(await _organisations.RenameAsync(owner, "Secret name", null, default));
        Assert.NotNull((await _organisations.RenameAsync(owner, "Other", "old", default)).Problem);
        Doorstep.Must(await _members.RemoveAsync(joe, joe.UserId, null, default));
        await Invite(owner);
        Assert.True(await _invitations.WithdrawAsync(owner, Assert.Single((await _invitations.ListAsync(owner, null, 100, default)).Items).Id, default));

        var audit = new AuditLog(_door.Store, _door.Clock);
        AuditEntry[] entries = [.. (await audit.ListAsync(owner.OrgId, null, 100, default)).Items.Reverse()];

        Assert.Equal(
            [
                "organisation_created", "member_invited", "member_joined", "role_changed", "organisation_renamed", "member_removed", "member_invited", "invitation_withdrawn",
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

    private async Task<Principal> CreateTeam(Principal caller, string tier = "pro")
    {
        Organisation team = Doorstep.Must(await _organisations.CreateAsync(caller, "Team", default)).Organisation;
        await _door.Store.UpsertAsync(Containers.Organisations, team with { Tier = tier }, default);
        return caller with { OrgId = team.Id };
    }

    private async Task SetTier(Principal owner, string tier) => await _door.Store.UpsertAsync(
        Containers.Organisations,
        (await _door.Store.ReadAsync<Organisation>(Containers.Organisations, owner.OrgId, owner.OrgId, default))! with { Tier = tier }, default);

    private Task<string> Invite(Principal owner, Role role = Role.Viewer) => Invite(owner, "joe@example.com", role);

    private async Task<string> Invite(Principal owner, string email, Role role = Role.Viewer) =>
        await _door.LinkAsync(await _invitations.InviteAsync(owner, email, role, default));

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
