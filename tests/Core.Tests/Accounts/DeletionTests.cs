using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Deletion;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Accounts;

public sealed class DeletionTests : IDisposable
{
    private const string Name = "Maralinda Nightingale";

    private readonly Doorstep _door = new();
    private readonly MemoryBlobs _blobs = new();
    private readonly VectorsOf _vectors = new();
    private readonly Members _members;
    private readonly JobTracker _jobs;
    private readonly Teams _teams;
    private readonly StartDeletion _start;
    private readonly DeletionSteps _steps;

    public DeletionTests()
    {
        _members = new Members(_door.Store, _door.Clock);
        _jobs = new JobTracker(_door.Store, new EventLog(_door.Store, _door.Clock), _door.Clock);
        _teams = new Teams(_door);
        var audit = new AuditLog(_door.Store, _door.Clock);
        var own = new OwnOrganisations(_door.Store, _members);
        _start = new StartDeletion(_door.Store, new OwnPassword(_door.Store, _door.Passwords, new SignInDamping(_door.Store, _door.Clock)), own, _members, audit, _door.Clock);
        _steps = new DeletionSteps(
            _door.Store, _jobs,
            new CloseDoors(_door.Store, _door.Sessions, _members, _door.Clock),
            new EraseOrganisation(_door.Store, _blobs, _vectors), new ErasePerson(_door.Store));
    }

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task DeleteUser_Whole_LeavesNothingReadable()
    {
        Principal mara = await SignUpAsync();
        Principal joe = await SignUpAsync("joe@example.com");
        string alone = await _teams.OwnAsync(mara, $"{Name}'s own");
        string shared = await _teams.SharedAsync(joe, mara, Doorstep.Email, Role.Editor);
        await PlantEverywhereAsync(mara, mara.OrgId);
        await PlantEverywhereAsync(mara, alone);
        await _teams.InviteAsync(joe with { OrgId = shared }, "somebody@example.com", Role.Viewer);
        string second = await _teams.OwnAsync(joe, "Second");
        await _teams.InviteAsync(joe with { OrgId = second }, Doorstep.Email, Role.Viewer);
        await _door.Reset.BeginAsync(Doorstep.Email, Doorstep.Browser, default);

        await DeleteAsync(mara);

        List<string> left = await FindAsync(mara.UserId, Doorstep.Email, Name);
        // What must stay, by ids only: money, the audit log. Both of organisations that are gone.
        Assert.All(left, found => Assert.True(
            found.StartsWith("ledger ", StringComparison.Ordinal) || found.StartsWith("audit ", StringComparison.Ordinal), found));
        Assert.All(left, found => Assert.DoesNotContain("readable", found, StringComparison.Ordinal));
        Assert.DoesNotContain(_blobs.Paths, path => path.StartsWith(mara.OrgId, StringComparison.Ordinal) || path.StartsWith(alone, StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { alone, mara.OrgId }, _vectors.Deleted.ToHashSet());
        Assert.Equal(0, await _door.Store.CountAsync(Containers.Deletions, null, null, default));
        Assert.Equal(Role.Owner, (await _members.FindAsync(joe.UserId, shared, default))!.Role);
        Assert.Null(await _members.FindAsync(mara.UserId, shared, default));
    }

    [Fact]
    public async Task DeleteUser_StepsCutOffAndRepeated_EndsTheSame()
    {
        Principal mara = await SignUpAsync();
        await PlantEverywhereAsync(mara, mara.OrgId);
        Job job = Doorstep.Must(await _start.OfUserAsync(mara, new DeletionRequest(Doorstep.Password, null), Doorstep.Browser, default));

        foreach (Func<string, CancellationToken, Task> step in (Func<string, CancellationToken, Task>[])[_steps.CloseDoorsAsync, _steps.EraseOrganisationsAsync, _steps.ErasePersonAsync, _steps.ForgetAsync])
            for (int time = 0; time < 3; time++)
                await step(job.Id, default);

        Assert.All(await FindAsync(mara.UserId, Doorstep.Email, Name), found => Assert.Matches("^(ledger|audit) ", found));
        Job receipt = (await _door.Store.ReadAsync<Job>(Containers.Jobs, job.Id, job.Id, default))!;
        Assert.Equal(JobStatus.Succeeded, receipt.Status);
        Assert.All(receipt.Stations, station => Assert.Equal(StationStatus.Done, station.Status));
    }

    [Fact]
    public async Task DeleteUser_DoorsClosed_NobodyGetsInAndSignUpLaterIsSomebodyElse()
    {
        Principal mara = await SignUpAsync();
        SignedIn signed = Doorstep.Must(await _door.SignIn.ExecuteAsync(Doorstep.Email, Doorstep.Password, Doorstep.Browser, default));
        Job job = Doorstep.Must(await _start.OfUserAsync(mara, new DeletionRequest(Doorstep.Password, null), Doorstep.Browser, default));

        await _steps.CloseDoorsAsync(job.Id, default);

        Assert.Equal("session_ended", (await _door.Sessions.RefreshAsync(signed.RefreshToken, null, default)).Problem?.Code);
        Assert.Equal("credentials_wrong", (await _door.SignIn.ExecuteAsync(Doorstep.Email, Doorstep.Password, Doorstep.Browser, default)).Problem?.Code);
        Assert.Null(await _members.FindAsync(mara.UserId, mara.OrgId, default));
        await FinishAsync(job.Id);
        Assert.NotEqual(mara.UserId, (await SignUpAsync()).UserId);
    }

    [Fact]
    public async Task DeleteUser_OnlyOwnerWhereOthersAre_IsRefusedAndSaysWhere()
    {
        Principal mara = await SignUpAsync();
        Principal joe = await SignUpAsync("joe@example.com");
        string shared = await _teams.SharedAsync(mara, joe, "joe@example.com", Role.Admin);

        Problem problem = (await _start.OfUserAsync(mara, new DeletionRequest(Doorstep.Password, null), Doorstep.Browser, default)).Problem!;

        Assert.Equal(("organisations_need_owner", "Team"), (problem.Code, problem.Details![shared]));
        Assert.NotNull(await _members.FindAsync(mara.UserId, shared, default));
    }

    [Fact]
    public async Task DeleteUser_WrongPassword_IsRefused()
    {
        Principal mara = await SignUpAsync();
        Assert.Equal("invalid_request", (await _start.OfUserAsync(mara, new DeletionRequest("guess", Doorstep.Email), Doorstep.Browser, default)).Problem?.Code);
        Assert.Equal(0, await _door.Store.CountAsync(Containers.Deletions, null, null, default));
    }

    [Fact]
    public async Task DeleteUser_WithoutPassword_NeedsAFreshSignInAndTheTypedAddress()
    {
        Principal mara = await SignUpAsync();
        string loginId = Login.IdOfEmail(Doorstep.Email);
        await _door.Store.PatchAsync<Login>(Containers.Logins, loginId, loginId, [new PatchOperation(PatchKind.Remove, "passwordHash")], null, default);
        mara = mara with { SessionId = (await _door.Sessions.BeginAsync(mara.UserId, mara.OrgId, null, default)).SessionId };

        Assert.Equal("invalid_request", (await _start.OfUserAsync(mara, new DeletionRequest(null, "other@example.com"), Doorstep.Browser, default)).Problem?.Code);
        _door.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("sign_in_again", (await _start.OfUserAsync(mara, new DeletionRequest(null, Doorstep.Email), Doorstep.Browser, default)).Problem?.Code);
        mara = mara with { SessionId = (await _door.Sessions.BeginAsync(mara.UserId, mara.OrgId, null, default)).SessionId };
        Assert.Null((await _start.OfUserAsync(mara, new DeletionRequest(null, Doorstep.Email), Doorstep.Browser, default)).Problem);
    }

    [Fact]
    public async Task DeleteOrganisation_OfSeveral_GoesForAllAndTheyStaySignedIn()
    {
        Principal mara = await SignUpAsync();
        Principal joe = await SignUpAsync("joe@example.com");
        string team = await _teams.SharedAsync(mara, joe, "joe@example.com", Role.Editor);
        SignedIn atWork = await _door.Sessions.BeginAsync(joe.UserId, team, null, default);
        string late = await _teams.InviteAsync(mara with { OrgId = team }, "late@example.com", Role.Viewer);
        Principal latecomer = await SignUpAsync("late@example.com");
        await PlantEverywhereAsync(mara, team);

        Assert.Equal("invalid_request", (await _start.OfOrganisationAsync(mara with { OrgId = team }, "team", default)).Problem?.Code);
        Job job = Doorstep.Must(await _start.OfOrganisationAsync(mara with { OrgId = team }, "Team", default));
        await _steps.CloseDoorsAsync(job.Id, default);
        Assert.NotNull((await _teams.AcceptAsync(latecomer, late)).Problem);
        await FinishAsync(job.Id);

        Assert.All(await FindAsync(team), found => Assert.Matches("^(ledger|audit) ", found));
        Assert.Equal(joe.OrgId, Doorstep.Must(await _door.Sessions.RefreshAsync(atWork.RefreshToken, null, default)).OrgId);
        Assert.NotNull(await _door.Store.ReadAsync<User>(Containers.Users, mara.UserId, mara.UserId, default));
        Assert.NotNull(await _members.FindAsync(mara.UserId, mara.OrgId, default));
    }

    [Fact]
    public async Task DeleteOtherUser_ByTheOperator_NeedsNoPasswordAndIsAudited()
    {
        Principal mara = await SignUpAsync();
        Principal admin = await SignUpAsync("admin@example.com");
        Assert.Equal("own_account", (await _start.OfOtherUserAsync(admin, admin.UserId, default)).Problem?.Code);

        await FinishAsync(Doorstep.Must(await _start.OfOtherUserAsync(admin, mara.UserId, default)).Id);

        Assert.All(await FindAsync(mara.UserId, Doorstep.Email, Name), found => Assert.Matches("^(ledger|audit) ", found));
        AuditEntry entry = (await new AuditLog(_door.Store, _door.Clock).ListAsync(mara.OrgId, null, 10, default)).Items.Single(e => e.Action == "organisation_deleted");
        Assert.Equal(admin.UserId, entry.CreatedBy);
        Assert.Equal("not_found", (await _start.OfOtherUserAsync(admin, mara.UserId, default)).Problem?.Code);
    }

    [Fact]
    public async Task DeleteOrganisation_Personal_IsRefused()
    {
        Principal mara = await SignUpAsync();
        Assert.Equal("organisation_personal", (await _start.OfOrganisationAsync(mara, Name, default)).Problem?.Code);
    }

    [Fact]
    public async Task DeleteUser_OnAMachineWithoutAccounts_IsRefused() => Assert.Equal(
        "no_account", (await _start.OfUserAsync(Principal.LocalOwner, new DeletionRequest(null, null), Doorstep.Browser, default)).Problem?.Code);

    private async Task DeleteAsync(Principal caller) =>
        await FinishAsync(Doorstep.Must(await _start.OfUserAsync(caller, new DeletionRequest(Doorstep.Password, null), Doorstep.Browser, default)).Id);

    private async Task FinishAsync(string deletionId)
    {
        await _steps.CloseDoorsAsync(deletionId, default);
        await _steps.EraseOrganisationsAsync(deletionId, default);
        await _steps.ErasePersonAsync(deletionId, default);
        await _steps.ForgetAsync(deletionId, default);
    }

    /// <summary>All documents of all containers that hold one of these words.</summary>
    private async Task<List<string>> FindAsync(params string[] words)
    {
        List<string> found = [];
        foreach (Container container in Containers.All)
        {
            var query = new DocumentQuery(null, Limit: 1000);
            Page<AnyDocument> page = await _door.Store.QueryAsync<AnyDocument>(container, query, default);
            Assert.Null(page.Next);
            found.AddRange(page.Items.Select(d => $"{container.Name} {JsonSerializer.Serialize(d)}").Where(text => words.Any(word => text.Contains(word, StringComparison.Ordinal))));
        }

        return found;
    }

    private async Task<Principal> SignUpAsync(string email = Doorstep.Email)
    {
        SignedIn signed = await _door.SignedUpAsync(email);
        if (email == Doorstep.Email)
            await _door.Store.PatchAsync<User>(Containers.Users, signed.UserId, signed.UserId, [new PatchOperation(PatchKind.Set, "name", Name)], null, default);
        return new Principal(signed.UserId, signed.OrgId, Role.Owner);
    }

    /// <summary>A document in every container of whichever partition, more than one page of videos, and what this test knows to be special.</summary>
    private async Task PlantEverywhereAsync(Principal owner, string orgId)
    {
        foreach (Container container in Containers.All.Where(c => c != Containers.Settings && c != Containers.Sessions && c != Containers.Deletions && c != Containers.Ledger && c != Containers.Audit))
        {
            string partition = container.By switch
            {
                PartitionedBy.Organisation => orgId,
                PartitionedBy.User => owner.UserId,
                _ => $"shard {orgId}",
            };
            await _door.Store.UpsertAsync(container, Any(owner, orgId, partition, "planted"), default);
        }

        for (int n = 0; n < 120; n++)
            await _door.Store.UpsertAsync(Containers.Videos, Any(owner, orgId, orgId, $"vid_{n}"), default);
        await new Credits(_door.Store, _door.Clock).GrantAsync(orgId, EntryKind.Bonus, "sign-up", 10, default);
        await new AuditLog(_door.Store, _door.Clock).AppendAsync(owner with { OrgId = orgId }, "role_changed", owner.UserId, null, default);
        _blobs[$"{orgId}/videos/vid_1/original"] = [1];
        _blobs[$"{orgId}/exports/exp_1/shortloop-export.zip"] = [1];
    }

    private AnyDocument Any(Principal owner, string orgId, string partition, string id) => new()
    {
        Id = id,
        Partition = partition,
        OrgId = orgId,
        CreatedBy = owner.UserId,
        CreatedAt = _door.Clock.GetUtcNow(),
        Fields = new Dictionary<string, JsonElement>
        {
            ["readable"] = JsonSerializer.SerializeToElement($"{Name} {Doorstep.Email}"),
            ["userId"] = JsonSerializer.SerializeToElement(owner.UserId),
        },
    };

    private sealed class VectorsOf : IVectorIndex
    {
        public List<string> Deleted { get; } = [];

        public Task UpsertAsync(VectorEntry entry, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeleteAsync(string orgId, string kind, string id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeleteAllAsync(string orgId, CancellationToken cancellation)
        {
            Deleted.Add(orgId);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<VectorHit>> SearchAsync(string orgId, string kind, string model, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<HybridHit>> HybridAsync(
            string orgId, string kind, string model, string text, ReadOnlyMemory<float> vector, int top, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
