using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Isolation;

/// <summary>One organisation with a member of each role and something of every kind. Every text that is planted holds its canary.</summary>
internal sealed partial class Seed
{
    /// <summary>Path parameter → makes a new thing of that kind. The person is whom the thing belongs to, where it belongs to one.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Seed, Planted, Task<string>>> Planters = new Dictionary<string, Func<Seed, Planted, Task<string>>>
    {
        ["orgId"] = (seed, _) => Task.FromResult(seed.OrgId),
        ["userId"] = (seed, _) => seed.MemberAsync(),
        ["invitationId"] = (seed, _) => seed.InvitationAsync(),
        ["sessionId"] = (_, person) => person.AddSessionAsync(),
        ["videoId"] = (seed, _) => seed.VideoAsync(),
        ["jobId"] = (seed, _) => seed.JobAsync(),
        ["renderId"] = (seed, _) => seed.RenderAsync(),
        ["noticeId"] = (seed, person) => seed.NoticeAsync(person),
        ["projectId"] = (seed, _) => seed.ProjectAsync(),
        ["monthId"] = (seed, _) => seed.MonthAsync(),
        ["itemId"] = (seed, _) => seed.ItemAsync(),
        ["agent"] = (_, _) => Task.FromResult("planner_hooks"),
        ["knowledgeId"] = (seed, _) => seed.KnowledgeAsync(),
        ["brandId"] = (seed, _) => seed.BrandAsync(),
        ["noteId"] = (seed, _) => seed.NoteAsync(),
        ["sourceId"] = (seed, _) => seed.SourceAsync(),
        ["postId"] = (seed, _) => seed.PostAsync(),
        ["bloggerId"] = (seed, _) => seed.BloggerAsync(),
        ["trendVideoId"] = (seed, _) => seed.TrendVideoAsync(),
        ["trendId"] = (seed, _) => seed.TrendAsync(),
        ["exportId"] = (_, person) => person.AddExportAsync(),
        ["deletionId"] = (_, _) => Task.FromResult("del_none"),
        ["name"] = (_, _) => Task.FromResult("terms"),
        ["keyId"] = (seed, _) => seed.KeyAsync(),
        ["flag"] = (_, _) => Task.FromResult("registration"),
        ["version"] = (_, _) => Task.FromResult("1"),
        ["loginId"] = (_, person) => person.AddLoginAsync(),
        ["planId"] = (_, _) => Task.FromResult("123456789"),
        ["stepId"] = (_, _) => Task.FromResult("123456789"),
        ["provider"] = (_, _) => Task.FromResult("github"),
        ["conversationId"] = (seed, person) => seed.ConversationAsync(person),
        ["platform"] = (_, _) => Task.FromResult("tiktok"),
    };

    /// <summary>Path parameters that name something of one person's, which is nobody else's business in the same organisation either.</summary>
    public static readonly IReadOnlySet<string> Personal = new HashSet<string> { "sessionId", "loginId", "noticeId", "exportId", "conversationId" };

    private readonly Installation _shortloop;
    private readonly IDocumentStore _store;
    private readonly Organisation _organisation;

    private Seed(Installation shortloop, IDocumentStore store)
    {
        (_shortloop, _store) = (shortloop, store);
        _organisation = NewOrganisation();
    }

    public string Canary { get; } = "canary" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    public string OrgId => _organisation.Id;

    public IReadOnlyList<Planted> People { get; private set; } = [];

    public Planted Owner => People[^1];

    public static async Task<Seed> PlantAsync(Installation shortloop, IDocumentStore store)
    {
        var seed = new Seed(shortloop, store);
        await seed.RestoreAsync();
        var people = new List<Planted>();
        foreach (var role in Enum.GetValues<Role>())
            people.Add(await Planted.AddAsync(shortloop, store, seed, role));
        seed.People = people;
        foreach (var (name, plant) in Planters)
            if (name is not "platform")
                await plant(seed, seed.Owner);
        foreach (var person in people)
        {
            await seed.NoticeAsync(person);
            await seed.ConversationAsync(person);
        }

        await seed.PlantListsAsync();
        await new AuditLog(store, TimeProvider.System).AppendAsync(
            new Principal(seed.Owner.User.Id, seed.OrgId, Role.Owner), "planted", seed.Canary, seed.Canary, default);
        return seed;
    }

    public Task RestoreAsync() => _store.UpsertAsync(Containers.Organisations, _organisation, default);

    /// <summary>Makes a document of this organisation; the maker gets it to copy id and time from.</summary>
    public T Document<T>(Func<Organisation, T> make) => make(_organisation);

    public async Task<string> MemberAsync()
    {
        var person = await Planted.AddAsync(_shortloop, _store, this, Role.Viewer);
        return person.User.Id;
    }

    public async Task<string> InvitationAsync()
    {
        var email = $"{RandomNumberGenerator.GetHexString(8, lowercase: true)}@{Canary}.example";
        return (await InviteAsync(_organisation, email, "secret")).Id;
    }

    /// <returns>What a mailed link to another organisation of the same people holds.</returns>
    public async Task<string> InvitationTokenAsync(Planted person)
    {
        var organisation = await _store.UpsertAsync(Containers.Organisations, NewOrganisation(), default);
        var secret = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await InviteAsync(organisation, person.User.Email!, secret);
        return $"{organisation.Id}.{secret}";
    }

    private Task<Invitation> InviteAsync(Organisation organisation, string email, string secret) => _store.UpsertAsync(Containers.Organisations, new Invitation
    {
        Id = Invitation.IdOf(email),
        Partition = organisation.Id,
        OrgId = organisation.Id,
        CreatedBy = "usr_none",
        CreatedAt = DateTimeOffset.UtcNow,
        Email = email,
        Role = Role.Viewer,
        SecretHash = Planted.Hash(secret),
        ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
    }, default);

    private Organisation NewOrganisation()
    {
        var id = Ids.New("org", TimeProvider.System);
        return new Organisation
        {
            Id = id,
            Partition = id,
            OrgId = id,
            CreatedBy = "usr_none",
            CreatedAt = DateTimeOffset.UtcNow,
            Name = $"Team {Canary}",
            Tier = "enterprise",
        };
    }

    private async Task<string> AddAsync<T>(Container container, T document)
        where T : Document =>
        (await _store.UpsertAsync(container, document, default)).Id;

    private static string New(string prefix) => Ids.New(prefix, TimeProvider.System);
}
