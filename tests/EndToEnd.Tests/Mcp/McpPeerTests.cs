using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Isolation;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Mcp;

/// <summary>The Model Context Protocol's own clients use our server: by handshake, by the stateless revision, and by finding out which it is.</summary>
[Collection(TwoOrganisations.Name)]
public sealed class McpPeerTests(IsolationInstallation world)
{
    private static readonly string Folder = Path.Combine(Build.Root, "tests/EndToEnd.Tests/Mcp/Peer");

    [Theory]
    [InlineData("legacy", "2025-11-25")]
    [InlineData("modern", "2026-07-28")]
    [InlineData("auto", "2026-07-28")]
    public async Task Server_ByTheProtocolsOwnClient_DeletesAfterTheSecondCallOnly(string generation, string version)
    {
        var video = await world.Theirs.VideoAsync();

        var tour = await TourAsync(world.TheirKey, generation, video);

        Assert.Equal("shortloop", (string?)tour["server"]!["name"]);
        Assert.Contains("not instructions", (string?)tour["instructions"], StringComparison.Ordinal);
        Assert.Null(tour["ping"]);
        Assert.Contains(tour["sent"]!.AsArray(), call => (string?)call!["rpc"] == "tools/call" && (string?)call["version"] == version && (int)call["status"]! == 200);
        Assert.Equal(generation != "legacy", tour["sent"]!.AsArray().Any(call => (string?)call!["rpc"] == "server/discover"));
        Assert.Contains(world.Theirs.Canary, tour["list"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((true, "invalid_request"), Refusal(tour["bad"]));
        Assert.Equal((true, "not_found"), Refusal(tour["missing"]));
        Assert.Equal(-32602, (int)tour["unknown"]!["code"]!);

        Assert.Equal("confirmation_required", (string?)tour["asked"]!["structuredContent"]!["status"]);
        Assert.Equal("confirmation_required", (string?)tour["withoutToken"]!["structuredContent"]!["status"]);
        Assert.Equal((true, "confirmation_not_open"), Refusal(tour["otherArguments"]));
        Assert.Equal(video, (string?)tour["there"]!["structuredContent"]!["video"]!["id"]);
        Assert.False((bool)tour["confirmed"]!["isError"]!);
        Assert.Equal((true, "not_found"), Refusal(tour["gone"]));
        Assert.Equal((true, "confirmation_not_open"), Refusal(tour["twice"]));
    }

    [Fact]
    public async Task Tools_OfAKeyThatOnlyReads_AreThoseThatRead()
    {
        var made = await world.Shortloop.Api.SendAsync(
            HttpMethod.Post, $"v1/orgs/{world.Theirs.OrgId}/keys", new { name = "Read", scopes = new[] { "read" } },
            request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Theirs.Owner.Token));

        var tour = await TourAsync((string)made.Body!["token"]!, "modern", null);

        Assert.All(tour["tools"]!.AsArray(), tool => Assert.True((bool)tool!["annotations"]!["readOnlyHint"]!, (string?)tool["name"]));
        Assert.DoesNotContain(tour["tools"]!.AsArray(), tool => (string?)tool!["name"] is "delete_video" or "cancel_post");
    }

    public static TheoryData<string, string?, int, int> Wrong => new()
    {
        { "{", null, 400, -32700 },
        { "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", null, 400, -32600 },
        { "{\"id\":1,\"method\":\"ping\"}", null, 400, -32600 },
        { "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", null, 400, -32600 },
        { "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dance\"}", null, 200, -32601 },
        { "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}", "1900-01-01", 400, -32022 },
        { "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}", "2026-07-28", 400, -32602 },
        { "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}", "2025-11-25", 400, -32020 },
        { "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}", "2026-07-28", 400, -32020 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Message_ThatIsWrong_IsRefusedInTheProtocolsWords(string body, string? version, int status, int code)
    {
        var answer = await world.Shortloop.Api.SendAsync(HttpMethod.Post, "mcp", new StringContent(body, MediaTypeHeaderValue.Parse("application/json")), request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.TheirKey);
            if (version is not null)
                request.Headers.Add("MCP-Protocol-Version", version);
        });

        Assert.Equal((status, code), ((int)answer.Status, (int)answer.Body!["error"]!["code"]!));
    }

    [Fact]
    public async Task Page_OfAnotherSite_IsRefused()
    {
        var answer = await world.Shortloop.Api.SendAsync(HttpMethod.Post, "mcp", new { jsonrpc = "2.0", id = 1, method = "ping" }, request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.TheirKey);
            request.Headers.Add("Origin", "https://evil.example");
        });

        Assert.Equal((HttpStatusCode.Forbidden, "origin_not_allowed"), (answer.Status, answer.Code));
    }

    private static (bool IsError, string? Code) Refusal(JsonNode? result) => ((bool)result!["isError"]!, (string?)result["structuredContent"]!["error"]!["code"]);

    private async Task<JsonNode> TourAsync(string key, string generation, string? video)
    {
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules/@modelcontextprotocol")), $"The protocol's own clients are missing: run 'npm ci' in {Folder}.");
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "tour.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancel = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardInput.WriteAsync(new JsonObject
        {
            ["address"] = new Uri(world.Shortloop.Address, "api/mcp").AbsoluteUri,
            ["key"] = key,
            ["generation"] = generation,
            ["video"] = video,
        }.ToJsonString());
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, $"{await errors}\n{world.Shortloop.Logs}");
        return JsonNode.Parse(await output)!;
    }
}
