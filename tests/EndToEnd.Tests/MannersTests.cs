using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

public sealed class MannersInstallation : SharedInstallation
{
    public const string FriendlyPage = "https://friends.example";

    // Sessions and strangers have enough for these tests; a key is used up quickly.
    private protected override Task<Installation> StartAsync() => Installation.StartAsync(accounts: true, settings: new Dictionary<string, string>
    {
        ["SHORTLOOP_ALLOWED_ORIGINS"] = FriendlyPage,
        ["SHORTLOOP_LIMITS"] = "key=12",
    });
}

[CollectionDefinition(Name)]
public sealed class WithManners : ICollectionFixture<MannersInstallation>
{
    public const string Name = "manners";
}

/// <summary>How the API behaves towards programs and other sites' pages: keys, limits, sizes, headers.</summary>
[Collection(WithManners.Name)]
public sealed class MannersTests(MannersInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Key_MadeForReading_ReadsAndChangesNothing()
    {
        using var mara = await SignUpAsync();
        using var program = await ProgramAsync(mara, "read");

        Person.Expect(HttpStatusCode.OK, await program.GetAsync("videos"));
        Assert.Equal("viewer", (string)(await Person.JsonOf(await program.GetAsync("me")))["role"]!);
        await RefusedAsync(HttpStatusCode.Forbidden, "scope_missing", await program.PostAsync("videos", Json(new { fileName = "a.mp4", sizeBytes = 1000 })));
    }

    [Fact]
    public async Task Key_OfAnySort_ReachesNoRouteOfPersons()
    {
        using var mara = await SignUpAsync();
        using var program = await ProgramAsync(mara, "read", "write", "publish", "manage");
        var org = (string)(await mara.ReadAsync("me"))["orgId"]!;

        Person.Expect(HttpStatusCode.Created, await program.PostAsync("videos", Json(new { fileName = "a.mp4", sizeBytes = 1000 })));
        await RefusedAsync(HttpStatusCode.Forbidden, "session_required", await program.GetAsync("me/sessions"));
        await RefusedAsync(HttpStatusCode.Forbidden, "session_required", await program.GetAsync($"orgs/{org}/keys"));
        await RefusedAsync(
            HttpStatusCode.Forbidden, "session_required", await program.PostAsync($"orgs/{org}/keys", Json(new { name = "more", scopes = new[] { "read" } })));
        await RefusedAsync(HttpStatusCode.Forbidden, "session_required", await program.PostAsync("auth/logout", null));
    }

    [Fact]
    public async Task Key_OfOneOrganisation_OpensNoOtherOfItsMaker()
    {
        using var mara = await SignUpAsync();
        using var program = await ProgramAsync(mara, "manage");
        var team = (string)(await Person.JsonOf(await mara.PostAsync("orgs", new { name = "Team" })))["id"]!;

        Person.Expect(HttpStatusCode.OK, await mara.GetAsync($"orgs/{team}/members"));
        Person.Expect(HttpStatusCode.NotFound, await program.GetAsync($"orgs/{team}/members"));
    }

    [Fact]
    public async Task Key_Revoked_IsOutAndNoLongerListed()
    {
        using var mara = await SignUpAsync();
        using var program = await ProgramAsync(mara, "read");
        Person.Expect(HttpStatusCode.OK, await program.GetAsync("videos"));
        var org = (string)(await mara.ReadAsync("me"))["orgId"]!;
        var listed = Assert.Single((await mara.ReadAsync($"orgs/{org}/keys"))["items"]!.AsArray())!;
        Assert.Equal(("program", "read"), ((string)listed["name"]!, (string)Assert.Single(listed["scopes"]!.AsArray())!));
        Assert.NotNull((string?)listed["lastUsedAt"]);

        Person.Expect(HttpStatusCode.NoContent, await mara.SendAsync(HttpMethod.Delete, $"orgs/{org}/keys/{listed["id"]}", null, null));

        Person.Expect(HttpStatusCode.Unauthorized, await program.GetAsync("videos"));
        Assert.Empty((await mara.ReadAsync($"orgs/{org}/keys"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Key_UsedUp_IsToldWhenToComeBackAndTheSessionGoesOn()
    {
        using var mara = await SignUpAsync();
        using var program = await ProgramAsync(mara, "read");

        var first = await program.GetAsync("videos");
        Assert.Equal(("12", "11"), (Header(first, "RateLimit-Limit"), Header(first, "RateLimit-Remaining")));
        Assert.Equal("\"key\";q=12;w=3600", Header(first, "RateLimit-Policy"));
        HttpResponseMessage last = null!;
        // The hour may turn while we ask: then it takes one more round.
        for (var i = 0; i < 26 && last?.StatusCode != HttpStatusCode.TooManyRequests; i++)
            last = await program.GetAsync("videos");

        await RefusedAsync(HttpStatusCode.TooManyRequests, "rate_limited", last!);
        Assert.InRange(last!.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Equal("0", Header(last, "RateLimit-Remaining"));
        var people = await mara.GetAsync("videos");
        Person.Expect(HttpStatusCode.OK, people);
        Assert.Equal("600", Header(people, "RateLimit-Limit"));
    }

    [Fact]
    public async Task Body_LargerThanTheRouteTakes_IsRefusedWhetherOrNotItSaysSo()
    {
        using var mara = await SignUpAsync();
        var large = Encoding.UTF8.GetBytes($$"""{"name":"{{new string('x', 1 << 20)}}"}""");
        using var announced = new ByteArrayContent(large);
        announced.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var unannounced = new Chunked(large);

        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large", await mara.PostContentAsync("orgs", announced));
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large", await mara.PostContentAsync("orgs", unannounced));
        using var small = new Chunked("""{"name":"Team"}"""u8.ToArray());
        Person.Expect(HttpStatusCode.Created, await mara.PostContentAsync("orgs", small));
    }

    [Fact]
    public async Task Answer_OfTheApi_TellsBrowsersToTrustNothingInIt()
    {
        using var nobody = new Person(Shortloop, "nobody@example.com");

        var answer = await nobody.GetAsync("me");

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
    }

    [Fact]
    public async Task ListedSite_AsksAndReads_WithItsVisitorsCookies()
    {
        using var page = new HttpClient { BaseAddress = Shortloop.Address };
        page.DefaultRequestHeaders.Add("Origin", MannersInstallation.FriendlyPage);
        using var question = new HttpRequestMessage(HttpMethod.Options, "api/v1/orgs/org_1/members");
        question.Headers.Add("Access-Control-Request-Method", "PUT");

        var answer = await page.SendAsync(question);
        Person.Expect(HttpStatusCode.NoContent, answer);
        Assert.Equal(MannersInstallation.FriendlyPage, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Contains("PUT", Header(answer, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("If-Match", Header(answer, "Access-Control-Allow-Headers"), StringComparison.Ordinal);

        var read = await page.GetAsync("api/health");
        Assert.Equal((MannersInstallation.FriendlyPage, "true"), (Header(read, "Access-Control-Allow-Origin"), Header(read, "Access-Control-Allow-Credentials")));
        Assert.Contains("ETag", Header(read, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.Equal("Origin", Header(read, "Vary"));
    }

    [Fact]
    public async Task OtherSite_Asking_IsRefused()
    {
        using var page = new HttpClient { BaseAddress = Shortloop.Address };
        page.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        using var question = new HttpRequestMessage(HttpMethod.Options, "api/v1/me");
        var answer = await page.SendAsync(question);

        await RefusedAsync(HttpStatusCode.Forbidden, "origin_not_allowed", answer);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Rename_OfAVersionThatIsGone_ChangesNothing()
    {
        using var mara = await SignUpAsync();
        var org = (string)(await mara.ReadAsync("me"))["orgId"]!;
        var seen = (await mara.GetAsync($"orgs/{org}")).Headers.ETag;

        var renamed = await mara.SendAsync(HttpMethod.Patch, $"orgs/{org}", new { name = "First" }, null, seen);
        Person.Expect(HttpStatusCode.OK, renamed);
        await RefusedAsync(
            HttpStatusCode.PreconditionFailed, "changed_meanwhile", await mara.SendAsync(HttpMethod.Patch, $"orgs/{org}", new { name = "Second" }, null, seen));
        Assert.Equal("First", (string)(await mara.ReadAsync($"orgs/{org}"))["name"]!);
        Person.Expect(HttpStatusCode.OK, await mara.SendAsync(HttpMethod.Patch, $"orgs/{org}", new { name = "Third" }, null, renamed.Headers.ETag));
    }

    [Fact]
    public async Task List_PageByPage_GivesEveryItemOnce()
    {
        using var mara = await SignUpAsync();
        for (var i = 0; i < 4; i++)
            Person.Expect(HttpStatusCode.Created, await mara.PostAsync("videos", new { fileName = $"{i}.mp4", sizeBytes = 1000 }));
        foreach (var (path, count) in ((string, int)[])[("videos", 4), ("orgs", 1), ("me/sessions", 1)])
        {
            var seen = new List<string>();
            var after = "";
            do
            {
                var page = await mara.ReadAsync($"{path}?limit=3{after}");
                Assert.InRange(page["items"]!.AsArray().Count, 1, 3);
                seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
                after = page["next"] is { } next ? $"&after={Uri.EscapeDataString((string)next!)}" : "";
            }
            while (after.Length > 0);

            Assert.Equal((count, count), (seen.Count, seen.Distinct().Count()));
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=many")]
    [InlineData("after=made-up")]
    public async Task List_WithANonsensePage_IsToldSo(string query)
    {
        using var mara = await SignUpAsync();
        var org = (string)(await mara.ReadAsync("me"))["orgId"]!;
        foreach (var path in (string[])["videos", "posts", "renders", "scripts", "strategies", "accounts", "orgs", "me/sessions", $"orgs/{org}/members", $"orgs/{org}/invitations", $"orgs/{org}/keys"])
            await RefusedAsync(HttpStatusCode.BadRequest, "invalid_request", await mara.GetAsync($"{path}?{query}"));
    }

    [Fact]
    public async Task Key_MadeTwiceWithOneIdempotencyKey_IsOneAndSaysThatItIsARepeat()
    {
        using var mara = await SignUpAsync();
        var org = (string)(await mara.ReadAsync("me"))["orgId"]!;
        var wish = new { name = "once", scopes = new[] { "read" } };

        var first = await mara.PostAsync($"orgs/{org}/keys", wish, "make-once");
        var again = await mara.PostAsync($"orgs/{org}/keys", wish, "make-once");

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((false, "true"), (first.Headers.Contains("Idempotent-Replayed"), Header(again, "Idempotent-Replayed")));
        Assert.Single((await mara.ReadAsync($"orgs/{org}/keys"))["items"]!.AsArray());
    }

    private Task<Person> SignUpAsync() => Person.SignedUpAsync(Shortloop, $"person-{Guid.NewGuid():N}@example.com");

    /// <summary>A program with a new key of the person's own organisation.</summary>
    private async Task<HttpClient> ProgramAsync(Person person, params string[] scopes)
    {
        var org = (string)(await person.ReadAsync("me"))["orgId"]!;
        var answer = await person.PostAsync($"orgs/{org}/keys", new { name = "program", scopes });
        Person.Expect(HttpStatusCode.Created, answer);
        var program = new HttpClient { BaseAddress = new Uri(Shortloop.Address, "api/v1/") };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await Person.JsonOf(answer))["token"]!);
        return program;
    }

    private static StringContent Json(object body) => new(System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    private static async Task RefusedAsync(HttpStatusCode status, string code, HttpResponseMessage answer)
    {
        Person.Expect(status, answer);
        JsonNode problem = await Person.JsonOf(answer);
        Assert.Equal(("application/problem+json", code), (answer.Content.Headers.ContentType?.MediaType, (string)problem["code"]!));
    }

    /// <summary>A body whose length nobody knows before its end.</summary>
    private sealed class Chunked : HttpContent
    {
        private readonly byte[] _bytes;

        public Chunked(byte[] bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
