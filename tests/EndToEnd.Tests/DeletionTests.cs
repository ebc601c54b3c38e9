using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>People take everything with them, and leave nothing behind, however often the host dies meanwhile.</summary>
[Collection(WithAccounts.Name)]
public sealed class DeletionTests(AccountsInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Export_HostKilledInBetween_IsOneArchiveWithEverything()
    {
        using var mara = await SignUpAsync();
        var org = (string)(await mara.ReadAsync("me"))["orgId"]!;
        var media = RandomNumberGenerator.GetBytes(150_000_000);
        await Storage.PutAsync(Shortloop, $"{org}/videos/vid_1/original", BinaryData.FromBytes(media));
        await mara.PostAsync("videos", new { fileName = "holiday.mp4", sizeBytes = 1000 });

        var begun = await mara.PostAsync("me/export");
        Person.Expect(HttpStatusCode.Accepted, begun);
        var job = (string)(await Person.JsonOf(begun))["id"]!;
        Assert.Equal($"/api/v1/jobs/{job}", begun.Headers.Location?.ToString());
        await SeeAsync(org, job, "the archive is written", j => Station(j, "collect") == StationStatus.Done);
        await KillAsync();

        await SeeAsync(org, job, "the export is over", j => j.IsOver);
        var export = await mara.ReadAsync($"me/export/{job}");
        Assert.Equal("succeeded", (string)export["status"]!);
        using var http = new HttpClient();
        using var archive = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync((string)export["url"]!)));
        Assert.Equal(Convert.ToHexString(SHA256.HashData(media)), Hash(archive, $"organisations/{org}/media/videos/vid_1/original.video"));
        Assert.Contains("holiday.mp4", Text(archive, $"organisations/{org}/videos.json"), StringComparison.Ordinal);
        Assert.Contains(mara.Email, Text(archive, "you/users.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("Hash\"", Text(archive, "you/logins.json"), StringComparison.Ordinal);
        Assert.Contains((await mara.ReadAsync("jobs"))["items"]!.AsArray(), j => (string)j!["kind"]! == "export");
        Person.Expect(HttpStatusCode.TooManyRequests, await mara.PostAsync("me/export"));
        using var joe = await SignUpAsync();
        Person.Expect(HttpStatusCode.NotFound, await joe.GetAsync($"me/export/{job}"));
        Person.Expect(HttpStatusCode.NotFound, await joe.GetAsync($"jobs/{job}"));
    }

    [Fact]
    public async Task DeleteMe_HostKilledAgainAndAgain_LeavesNothingReadable()
    {
        using var mara = await SignUpAsync();
        var me = await mara.ReadAsync("me");
        var (user, home) = ((string)me["id"]!, (string)me["orgId"]!);
        var team = (string)(await Person.JsonOf(await mara.PostAsync("orgs", new { name = $"Team of {mara.Email}" })))["id"]!;
        await PlantAsync(user, home, mara.Email);
        await PlantAsync(user, team, mara.Email);
        await mara.PostAsync("auth/forgot", new { email = mara.Email });

        Person.Expect(HttpStatusCode.BadRequest, await mara.PostAsync("me/delete", new { password = "a guess" }));
        var begun = await mara.PostAsync("me/delete", new { password = Person.Password });
        Person.Expect(HttpStatusCode.Accepted, begun);
        var deletion = begun.Headers.Location!.ToString()["/api/v1/deletions/".Length..];
        await KillAsync();
        await SeeAsync(deletion, deletion, "things are being removed", j => Station(j, "organisations") != StationStatus.Waiting);
        await KillAsync();
        await SeeAsync(deletion, deletion, "the person is being removed", j => Station(j, "person") != StationStatus.Waiting);
        await KillAsync();

        await SeeAsync(deletion, deletion, "everything is removed", j => j.IsOver);

        Assert.Equal("succeeded", (string)(await Shortloop.Api.GetAsync($"deletions/{deletion}"))["status"]!);
        Person.Expect(HttpStatusCode.Unauthorized, await mara.GetAsync("me"));
        Person.Expect(HttpStatusCode.Unauthorized, await mara.PostAsync("auth/login", new { email = mara.Email, password = Person.Password }));
        Assert.Empty(await FindAsync(mara.Email));
        // By id: money and the audit log of what is gone, and who it was until the second look.
        Assert.All(await FindAsync(user), found => Assert.Matches("^(ledger|audit|deletions) ", found));
        Assert.Empty(await Storage.BlobsOfAsync(Shortloop, home));
        Assert.Empty(await Storage.BlobsOfAsync(Shortloop, team));
    }

    [Fact]
    public async Task DeleteMe_WhileAVideoIsBeingMade_NothingIsWrittenAfter()
    {
        using var mara = await SignUpAsync();
        var me = await mara.ReadAsync("me");
        var job = await mara.ProduceAsync(await Clips.LongAsync(), new Produce { Privacy = null });
        await SeeAsync((string)me["orgId"]!, job, "the video is being looked at", j => Station(j, "analyse") == StationStatus.Running);

        var begun = await mara.PostAsync("me/delete", new { password = Person.Password });
        Person.Expect(HttpStatusCode.Accepted, begun);
        var deletion = begun.Headers.Location!.ToString()["/api/v1/deletions/".Length..];
        await SeeAsync(deletion, deletion, "everything is removed", j => j.Status == JobStatus.Succeeded);

        // A step that was at work has ended by then: the engine lets go of a terminated story's steps, and they find nothing to write to.
        Assert.All(await FindAsync((string)me["id"]!), found => Assert.Matches("^(ledger|audit|deletions) ", found));
        Assert.All(await FindAsync((string)me["orgId"]!), found => Assert.Matches("^(ledger|audit|deletions) ", found));
        Assert.Empty(await FindAsync(job));
    }

    [Fact]
    public async Task DeleteOrganisation_ByItsOwner_PutsEverybodyOut()
    {
        using var owner = await SignUpAsync();
        using var guest = await SignUpAsync();
        var org = (string)(await Person.JsonOf(await owner.PostAsync("orgs", new { name = "Team" })))["id"]!;
        await new Buyer(Shortloop, owner, org).SubscribeAsync("pro");
        Person.Expect(HttpStatusCode.Accepted, await owner.PostAsync($"orgs/{org}/invitations", new { email = guest.Email, role = "editor" }));
        Person.Expect(HttpStatusCode.OK, await guest.PostAsync("me/invitations", new { token = await guest.LinkAsync(2) }));
        var stranded = await owner.PostAsync("me/delete", new { password = Person.Password });
        Person.Expect(HttpStatusCode.Conflict, stranded);
        Assert.Equal("organisations_need_owner", (string)(await Person.JsonOf(stranded))["code"]!);

        Person.Expect(HttpStatusCode.Forbidden, await guest.SendAsync(HttpMethod.Delete, $"orgs/{org}", new { confirm = "Team" }, null));
        Person.Expect(HttpStatusCode.BadRequest, await owner.SendAsync(HttpMethod.Delete, $"orgs/{org}", new { confirm = "Tea" }, null));
        var begun = await owner.SendAsync(HttpMethod.Delete, $"orgs/{org}", new { confirm = "Team" }, null);
        Person.Expect(HttpStatusCode.Accepted, begun);
        var deletion = begun.Headers.Location!.ToString()["/api/v1/deletions/".Length..];
        await SeeAsync(deletion, deletion, "it is removed", j => j.Status == JobStatus.Succeeded);

        // What it paid for has ended: nobody is charged for what is gone.
        Assert.Equal("canceled", (string)(await Shortloop.Sandbox.StripeAsync("subscriptions?status=all&limit=100"))["data"]!.AsArray()
            .First(one => (string)one!["metadata"]!["organisation"]! == org)!["status"]!);
        Person.Expect(HttpStatusCode.NotFound, await guest.GetAsync($"orgs/{org}/members"));
        Assert.DoesNotContain((await guest.ReadAsync("orgs"))["items"]!.AsArray(), o => (string)o!["id"]! == org);
        Person.Expect(HttpStatusCode.Accepted, await owner.PostAsync("me/delete", new { password = Person.Password }));
    }

    [Fact]
    public async Task LegalTexts_WithoutASignIn_AreReadInEachLanguage()
    {
        foreach (var name in (string[])["privacy", "terms", "consent"])
            Assert.StartsWith("# ", (string)(await Shortloop.Api.GetAsync($"legal/{name}?lang=ru"))["markdown"]!, StringComparison.Ordinal);
    }

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, $"person-{Guid.NewGuid():N}@example.com");

    private async Task KillAsync()
    {
        Shortloop.KillHost();
        await Shortloop.StartHostAsync();
    }

    // Past the API: a question without a pause would soon be told to wait.
    private async Task SeeAsync(string partition, string job, string what, Func<Job, bool> reached)
    {
        using var store = OpenStore();
        await Poll.UntilAsync(
            what, () => store.ReadAsync<Job>(Containers.Jobs, partition, job, default), found => found is not null && reached(found), () => Shortloop.Logs, TimeSpan.Zero);
    }

    private static StationStatus Station(Job job, string name) => job.Stations.Single(s => s.Name == name).Status;

    // Enough that the host can be met while it removes.
    private async Task PlantAsync(string user, string org, string text)
    {
        using var store = OpenStore();
        foreach (var container in (Container[])[Containers.Videos, Containers.Posts, Containers.Metrics, Containers.Projects])
            for (var n = 0; n < 300; n++)
                await store.UpsertAsync(container, new AnyDocument
                {
                    Id = $"planted_{n}",
                    Partition = org,
                    OrgId = org,
                    CreatedBy = user,
                    CreatedAt = DateTimeOffset.UtcNow,
                    Fields = new Dictionary<string, JsonElement> { ["text"] = JsonSerializer.SerializeToElement(text) },
                }, default);
        await Storage.PutAsync(Shortloop, $"{org}/videos/vid_1/original", BinaryData.FromString(text));
    }

    /// <summary>All documents of all containers that hold this word.</summary>
    private async Task<IReadOnlyList<string>> FindAsync(string word)
    {
        using var store = OpenStore();
        var found = new List<string>();
        foreach (var container in Containers.All)
            for (string? next = null; ;)
            {
                var page = await store.QueryAsync<AnyDocument>(container, new DocumentQuery(null, Limit: 1000, Continuation: next), default);
                found.AddRange(page.Items.Select(d => $"{container.Name} {JsonSerializer.Serialize(d)}").Where(text => text.Contains(word, StringComparison.Ordinal)));
                if ((next = page.Next) is null)
                    break;
            }

        return found;
    }

    private SqliteDocumentStore OpenStore() =>
        new(new SqliteDocumentStoreOptions(Path.Combine(Shortloop.Data, "documents.db")), TimeProvider.System);

    private static string Hash(ZipArchive archive, string name)
    {
        using var content = archive.GetEntry(name)!.Open();
        return Convert.ToHexString(SHA256.HashData(content));
    }

    private static string Text(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
