using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Isolation;

/// <summary>A stream is open for long: what holds for an answer has to hold for everything that comes later.</summary>
[Collection(TwoOrganisations.Name)]
public sealed class StreamIsolationTests(IsolationInstallation world)
{
    private readonly EventLog _log = new(world.Store, TimeProvider.System);

    [Fact]
    public async Task Stream_OfOneMember_TellsTheirOrganisationsEventsAndTheirOwnNotices()
    {
        var (ours, theirs) = (world.Ours, world.Theirs);
        using var reader = new EventReader(world.Shortloop.Address, ours.People[0].Token);
        var got = new List<string>();
        var listening = new TaskCompletionSource();
        var reading = reader.ReadAsync(
            entry =>
            {
                got.Add(entry.Data);
                return !entry.Data.Contains("\"end\"", StringComparison.Ordinal);
            },
            () => listening.TrySetResult());
        await listening.Task.WaitAsync(Poll.Patience);

        await AppendAsync(theirs, theirs.Owner, "job", "theirs");
        await AppendAsync(ours, ours.Owner, "notice", "for_the_owner");
        await AppendAsync(ours, ours.People[0], "notice", "for_this_member");
        await AppendAsync(ours, ours.Owner, "job", "end");
        await reading.WaitAsync(Poll.Patience);

        Assert.Equal(["for_this_member", "end"], got.Select(data => data.Split('"')[3]));
    }

    [Fact]
    public async Task Stream_OfASessionThatIsEnded_Ends()
    {
        var person = await Planted.AddAsync(world.Shortloop, world.Store, world.Ours, Role.Viewer);
        using var reader = new EventReader(world.Shortloop.Address, person.Token);
        var listening = new TaskCompletionSource();
        var reading = reader.ReadAsync(_ => true, () => listening.TrySetResult());
        await listening.Task.WaitAsync(Poll.Patience);

        await person.EndSessionAsync();

        // Sooner than it would by itself, which is after 40 s.
        await reading.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, await reader.ReadAsync(_ => true));
    }

    private Task AppendAsync(Seed seed, Planted person, string kind, string entity) =>
        _log.AppendAsync(seed.OrgId, person.User.Id, kind, entity, null, default);
}
