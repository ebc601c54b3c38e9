using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Administration;
using Shortloop.Core.Billing;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Isolation;

/// <summary>
/// A signed-in member of an organisation, planted with all that belongs to one. After each change the documents are put back, so that a call
/// which signs out, leaves or deletes touches no other.
/// </summary>
internal sealed class Planted
{
    private readonly IDocumentStore _store;
    private readonly string _secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private Planted(IDocumentStore store, Seed seed, Role role, UserRole installation)
    {
        _store = store;
        var id = Ids.New("usr", TimeProvider.System);
        User = new User
        {
            Id = id,
            Partition = id,
            OrgId = Organisation.PersonalIdOf(id),
            CreatedBy = id,
            CreatedAt = DateTimeOffset.UtcNow,
            Email = $"{role}-{id}@{seed.Canary}.example".ToLowerInvariant(),
            Name = $"{role} {seed.Canary}",
            Language = "en",
            TimeZone = "Etc/UTC",
            Role = installation,
        };
        Membership = seed.Document(mem => new Membership
        {
            Id = Membership.IdOf(id),
            Partition = mem.Id,
            OrgId = mem.Id,
            CreatedBy = id,
            CreatedAt = mem.CreatedAt,
            UserId = id,
            Role = role,
        });
        Pointer = new MemberOf { Id = MemberOf.IdOf(seed.OrgId), Partition = id, OrgId = seed.OrgId, CreatedBy = id, CreatedAt = DateTimeOffset.UtcNow };
        Session = NewSession(seed.OrgId, Hash(_secret));
    }

    public User User { get; }

    public Membership Membership { get; }

    public Session Session { get; }

    /// <summary>Of an access token, good for a quarter of an hour.</summary>
    public string Token { get; private set; } = "";

    private MemberOf Pointer { get; }

    public static async Task<Planted> AddAsync(
        Installation shortloop, IDocumentStore store, Seed seed, Role role, UserRole installation = UserRole.User)
    {
        var person = new Planted(store, seed, role, installation);
        await person.RestoreAsync();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = shortloop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/auth/refresh");
        request.Headers.Add("Cookie", $"shortloop_refresh={person.User.Id}.{person.Session.Id}.{person._secret}");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        person.Token = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!;
        return person;
    }

    public async Task RestoreAsync()
    {
        await _store.UpsertAsync(Containers.Users, User, default);
        await _store.UpsertAsync(Containers.Users, Pointer, default);
        await _store.UpsertAsync(Containers.Organisations, Membership, default);
        await _store.UpsertAsync(Containers.Sessions, Session, default);
    }

    public Task EndSessionAsync() => _store.UpsertAsync(Containers.Sessions, Session with { EndedBy = "revoked" }, default);

    /// <summary>Another device of the same person.</summary>
    public async Task<string> AddSessionAsync() =>
        (await _store.UpsertAsync(Containers.Sessions, NewSession(Session.OrgId, "none"), default)).Id;

    public async Task<string> AddExportAsync() => (await _store.UpsertAsync(Containers.Exports, new Export
    {
        Id = Ids.New("exp", TimeProvider.System),
        Partition = User.Id,
        OrgId = User.OrgId,
        CreatedBy = User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
    }, default)).Id;

    /// <summary>Who has an archive from a moment ago gets no other.</summary>
    public Task ForgetExportAsync() => _store.DeleteAsync(Containers.Exports, User.Id, NewestExport.TheId, null, default);

    /// <summary>A way to sign in that may be removed, because there is another one.</summary>
    public async Task<string> AddLoginAsync()
    {
        TimeProvider clock = TimeProvider.System;
        var accounts = new OpenAccount(
            _store, new SignUpBonus(_store, new Credits(_store, clock), PriceList.Default, clock), new Flags(_store, new AuditLog(_store, clock), clock), clock);
        foreach (var kind in (string[])["github", "discord"])
            await accounts.AddAsync(Login.IdOfProvider(kind, User.Id), kind, User.Id, default);
        return Login.IdOfProvider("github", User.Id);
    }

    public static string Hash(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private Session NewSession(string orgId, string hash) => new()
    {
        Id = Ids.New("ses", TimeProvider.System),
        Partition = User.Id,
        OrgId = orgId,
        CreatedBy = User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        UserId = User.Id,
        SecretHash = hash,
        RotatedAt = DateTimeOffset.UtcNow,
        ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
        Device = User.Name,
    };
}
