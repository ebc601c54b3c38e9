using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Shortloop.Engine.Tests.Broker;

/// <summary>The protocol as a stranger's client sees it: status codes, headers, error bodies.</summary>
public sealed class BrokerProtocolTests : IAsyncLifetime
{
    private BrokerHost host = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        host = await BrokerHost.StartAsync();
        http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("Authorization", Tokens.Sign(host.Address, host.Clock.GetUtcNow().AddDays(30)));
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Send_WithProperties_ComesBackByPeekLockAndItsLocation()
    {
        Assert.Equal(HttpStatusCode.Created, (await SendAsync("hello", """{"MessageId":"m1","Label":"L","CorrelationId":"c","TimeToLive":60}""")).StatusCode);
        var received = await http.PostAsync("jobs/messages/head?timeout=0", null);
        Assert.Equal(HttpStatusCode.Created, received.StatusCode);
        Assert.Equal("hello", await received.Content.ReadAsStringAsync());
        var properties = Properties(received);
        Assert.Equal(("m1", "L", "c", 1), (
            (string?)properties["MessageId"], (string?)properties["Label"], (string?)properties["CorrelationId"], (int?)properties["DeliveryCount"]));
        Assert.Equal("Sun, 01 Mar 2026 12:00:30 GMT", (string?)properties["LockedUntilUtc"]);
        Assert.EndsWith((string?)properties["LockToken"], received.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsync(received.Headers.Location, null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.PutAsync(received.Headers.Location, null)).StatusCode);
        received = await http.PostAsync("jobs/messages/head?timeout=0", null);
        Assert.Equal(HttpStatusCode.OK, (await http.DeleteAsync(received.Headers.Location)).StatusCode);
        await AssertErrorAsync(await http.DeleteAsync(received.Headers.Location), 404);
    }

    [Fact]
    public async Task ReceiveAndDelete_OneMessage_IsGone()
    {
        await SendAsync("hello");
        var received = await http.DeleteAsync("jobs/messages/head?timeout=0");
        Assert.Equal((HttpStatusCode.OK, "hello"), (received.StatusCode, await received.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("jobs/messages/head?timeout=0")).StatusCode);
    }

    [Fact]
    public async Task Send_CustomProperties_ComeBackAsHeaders()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "jobs/messages") { Content = new StringContent("hello") };
        request.Headers.Add("Tenant", "\"north\"");
        request.Headers.Add("Size", "12");
        request.Headers.Add("User-Agent", "tests");
        Assert.Equal(HttpStatusCode.Created, (await http.SendAsync(request)).StatusCode);
        var received = await http.PostAsync("jobs/messages/head?timeout=0", null);
        Assert.Equal(("\"north\"", "12"), (received.Headers.GetValues("Tenant").Single(), received.Headers.GetValues("Size").Single()));
        Assert.False(received.Headers.Contains("User-Agent"));
        Assert.Null(Properties(received)["UserProperties"]);
    }

    [Fact]
    public async Task SendBatch_CustomProperties_ComeBackAsHeadersInAscii()
    {
        Assert.Equal(HttpStatusCode.Created, (await SendBatchAsync("""[{"Body":"one","UserProperties":{"Tenant":"nörd\r\nEvil: 1","Size":12,"Hot":true}}]""")).StatusCode);
        var received = await http.PostAsync("jobs/messages/head?timeout=0", null);
        Assert.Equal("\"n\\u00F6rd\\r\\nEvil: 1\"", received.Headers.GetValues("Tenant").Single());
        Assert.Equal(("12", "true"), (received.Headers.GetValues("Size").Single(), received.Headers.GetValues("Hot").Single()));
        Assert.False(received.Headers.Contains("Evil"));
    }

    [Theory]
    [InlineData("""[{"Body":"one","UserProperties":{"two words":1}}]""")]
    [InlineData("""[{"Body":"one","UserProperties":{"":1}}]""")]
    [InlineData("""[{"Body":"one","UserProperties":{"Content-Length":1}}]""")]
    public async Task SendBatch_CustomPropertyNoHeaderCanHave_Is400(string batch) => await AssertErrorAsync(await SendBatchAsync(batch), 400);

    private Task<HttpResponseMessage> SendBatchAsync(string batch)
    {
        var content = new StringContent(batch);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.servicebus.json");
        return http.PostAsync("jobs/messages", content);
    }

    [Fact]
    public async Task SendBatch_Two_BothArrive()
    {
        var batch = new StringContent("""[{"Body":"one","BrokerProperties":{"MessageId":"1"}},{"Body":"two"}]""");
        batch.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.servicebus.json");
        Assert.Equal(HttpStatusCode.Created, (await http.PostAsync("jobs/messages", batch)).StatusCode);
        var first = await http.DeleteAsync("jobs/messages/head?timeout=0");
        Assert.Equal(("one", "1"), (await first.Content.ReadAsStringAsync(), (string?)Properties(first)["MessageId"]));
        var second = await http.DeleteAsync("jobs/messages/head?timeout=0");
        Assert.Equal("two", await second.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task MaxDeliveryCount_Reached_IsADeadLetterThatCanBeCompleted()
    {
        await SendAsync("poison", """{"MessageId":"m1"}""");
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(HttpStatusCode.Created, (await http.PostAsync("jobs/messages/head?timeout=0", null)).StatusCode);
            host.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        Assert.Equal(HttpStatusCode.NoContent, (await http.PostAsync("jobs/messages/head?timeout=0", null)).StatusCode);
        Assert.Equal(1, host.Broker.GetStatistics("jobs").DeadLettered);
        var dead = await http.PostAsync("jobs/$DeadLetterQueue/messages/head?timeout=0", null);
        Assert.Equal((HttpStatusCode.Created, "poison"), (dead.StatusCode, await dead.Content.ReadAsStringAsync()));
        Assert.Equal("\"MaxDeliveryCountExceeded\"", Assert.Single(dead.Headers.GetValues("DeadLetterReason")));
        Assert.Equal(HttpStatusCode.OK, (await http.DeleteAsync(dead.Headers.Location)).StatusCode);
        Assert.Equal(0, host.Broker.GetStatistics("jobs").DeadLettered);
    }

    [Fact]
    public async Task TimeToLive_Over_IsADeadLetterOrDropped()
    {
        await SendAsync("short", """{"TimeToLive":10}""");
        await SendAsync("dropped", queue: "dropping");
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("jobs/messages/head?timeout=0")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("dropping/messages/head?timeout=0")).StatusCode);
        var dead = await http.DeleteAsync("jobs/$DeadLetterQueue/messages/head?timeout=0");
        Assert.Equal("short", await dead.Content.ReadAsStringAsync());
        Assert.Equal("\"TTLExpiredException\"", Assert.Single(dead.Headers.GetValues("DeadLetterReason")));
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync("dropping/$DeadLetterQueue/messages/head?timeout=0")).StatusCode);
    }

    [Fact]
    public async Task TimeToLive_OverWhileLocked_CanStillBeCompleted()
    {
        await SendAsync("short", """{"TimeToLive":10}""");
        var received = await http.PostAsync("jobs/messages/head?timeout=0", null);
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(0, host.Broker.GetStatistics("jobs").DeadLettered);
        Assert.Equal(HttpStatusCode.OK, (await http.DeleteAsync(received.Headers.Location)).StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("""{"TimeToLive":-1}""")]
    [InlineData("""{"MessageId":7}""")]
    [InlineData("""{"ScheduledEnqueueTimeUtc":"soon"}""")]
    public async Task Send_BadProperties_Is400(string properties) => await AssertErrorAsync(await SendAsync("x", properties), 400);

    [Fact]
    public async Task AnyCall_UnknownQueueOrTooLarge_SaysSoInXml()
    {
        await AssertErrorAsync(await SendAsync("x", queue: "nobody"), 410);
        await AssertErrorAsync(await http.PostAsync("nobody/messages/head?timeout=0", null), 410);
        await AssertErrorAsync(await SendAsync(new string('x', (256 * 1024) + 1)), 413);
    }

    [Fact]
    public async Task AnyCall_BadToken_Is401()
    {
        var ends = host.Clock.GetUtcNow().AddMinutes(5);
        var good = Tokens.Sign(new Uri(host.Address, "jobs"), ends);
        string?[] bad =
        [
            null,
            "Bearer x",
            "SharedAccessSignature",
            "SharedAccessSignature sr=x",
            Tokens.Sign(host.Address, host.Clock.GetUtcNow()),
            Tokens.Sign(host.Address, ends, key: "other"),
            Tokens.Sign(host.Address, ends, policy: "other"),
            Tokens.Sign(new Uri(host.Address, "job"), ends),
            Tokens.Sign(new Uri("https://elsewhere/"), ends),
            good.Replace("&se=", "&se=9", StringComparison.Ordinal),
        ];
        foreach (var token in bad)
            await AssertErrorAsync(await ReceiveWithAsync(token), 401);
        Assert.Equal(HttpStatusCode.NoContent, (await ReceiveWithAsync(good)).StatusCode);
    }

    private async Task<HttpResponseMessage> ReceiveWithAsync(string? token)
    {
        using var anyone = new HttpClient { BaseAddress = host.Address };
        if (token is not null)
            anyone.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token);
        return await anyone.PostAsync("jobs/messages/head?timeout=0", null);
    }

    private Task<HttpResponseMessage> SendAsync(string body, string? properties = null, string queue = "jobs")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{queue}/messages") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        if (properties is not null)
            request.Headers.Add("BrokerProperties", properties);
        return http.SendAsync(request);
    }

    private static JsonNode Properties(HttpResponseMessage response) => JsonNode.Parse(response.Headers.GetValues("BrokerProperties").Single())!;

    private static async Task AssertErrorAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        var error = XElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(("Error", $"{status}"), (error.Name.LocalName, error.Element("Code")?.Value));
        Assert.NotEmpty(error.Element("Detail")!.Value);
    }
}
