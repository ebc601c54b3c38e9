using System.Text;
using System.Text.Json;
using Shortloop.Adapters.Stripe;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>Signatures made by Stripe's own client, and what becomes of them when anything is changed.</summary>
public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_test_secret";
    private const string Payload = """
        {"id":"evt_1","object":"event","api_version":"2026-07-29.dahlia","created":1795165300,"type":"customer.tax_id.created","livemode":false,"data":{"object":{"note":"žluťoučký 🎬"}}}
        """;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795165300);

    [Fact]
    public async Task Verify_HeaderOfStripesOwnClient_IsTaken()
    {
        var e = Verify(Payload, await SignAsync(Payload));

        Assert.Equal(("evt_1", PaymentEventKind.Other, "customer.tax_id.created", Now, false), (e.Id, e.Kind, e.Type, e.CreatedAt, e.IsLive));
        Assert.Null(e.Object);
    }

    [Fact]
    public async Task Verify_AnyChangedByteOfPayload_IsRefused()
    {
        var header = await SignAsync(Payload);
        var bytes = Encoding.UTF8.GetBytes(Payload);

        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            AssertRefused(changed, header);
        }

        AssertRefused(bytes[..^1], header);
        AssertRefused([.. bytes, (byte)'\n'], header);
        AssertRefused([], header);
    }

    [Fact]
    public async Task Verify_AnyChangedCharacterOfHeader_IsRefused()
    {
        var header = await SignAsync(Payload);

        for (var i = 0; i < header.Length; i++)
            AssertRefused(Encoding.UTF8.GetBytes(Payload), header[..i] + (header[i] == '0' ? '1' : '0') + header[(i + 1)..]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=1795165300")]
    [InlineData("v1=00")]
    [InlineData("t=,v1=00")]
    [InlineData("t=-1,v1=00")]
    [InlineData("t=99999999999999999999,v1=00")]
    [InlineData("t=1795165300,v1=")]
    [InlineData("t=1795165300,v1=zz,v1=é")]
    [InlineData(",,,===,t,v1")]
    public void Verify_NoHeaderToSpeakOf_IsRefused(string? header) => AssertRefused(Encoding.UTF8.GetBytes(Payload), header);

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public async Task Verify_Age_IsAtMost300Seconds_EitherWay(int seconds, bool taken)
    {
        var header = await SignAsync(Payload);

        if (taken)
            Assert.Equal("evt_1", Verify(Payload, header, Now.AddSeconds(seconds)).Id);
        else
            AssertRefused(Encoding.UTF8.GetBytes(Payload), header, Now.AddSeconds(seconds));
    }

    [Fact]
    public async Task Verify_WhileSecretsAreReplaced_TakesEither_AndNoThird()
    {
        var headers = await SignAsync(Payload, "whsec_old", "whsec_new", "whsec_other");
        // While both are valid Stripe signs with both.
        var both = $"{headers[0]},{headers[1][(headers[1].IndexOf(',') + 1)..]}";

        foreach (var header in new[] { headers[0], headers[1], both })
            Assert.Equal("evt_1", Verify(Payload, header, Now, "whsec_old", "whsec_new").Id);
        Assert.Equal("evt_1", Verify(Payload, both, Now, "whsec_new").Id);
        AssertRefused(Encoding.UTF8.GetBytes(Payload), headers[2], Now, "whsec_old", "whsec_new");
    }

    [Fact]
    public async Task Verify_OtherScheme_IsPassedOver()
    {
        var header = await SignAsync(Payload);

        AssertRefused(Encoding.UTF8.GetBytes(Payload), header.Replace("v1=", "v0=", StringComparison.Ordinal));
        Assert.Equal("evt_1", Verify(Payload, header.Replace(",v1=", ",v0=abc,v2=def,v1=", StringComparison.Ordinal)).Id);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"object":"event"}""")]
    [InlineData("""{"id":"evt_1","object":"list","created":1,"type":"invoice.paid","livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","object":"event","created":1,"type":"invoice.paid","livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","object":"event","created":1,"type":"customer.subscription.updated","livemode":false,"api_version":"2024-06-20","data":{"object":{"id":"sub_1","customer":"cus_1","status":"active","current_period_end":5,"items":{"data":[{"price":{"id":"price_1","currency":"usd"}}],"has_more":false}}}}""")]
    public async Task Verify_SignedButOfAnotherShape_IsUnreadableAndSaysWhatToSet(string payload)
    {
        var header = await SignAsync(payload);

        var refused = Assert.Throws<PermanentException>(() => Verify(payload, header));

        Assert.Equal("payment_event_unreadable", refused.Code);
        Assert.Contains("2026-07-29.dahlia", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SandboxsWebhooks_AreTakenByStripesOwnClient()
    {
        await using var bench = await StripeBench.StartAsync();
        await bench.PaidAsync(StripeBench.Pack);
        await bench.DeliverAsync();
        var now = bench.Sandbox.App.Clock.GetUtcNow().ToUnixTimeSeconds();
        var cases = bench.Receiver.Received.Select(r => new { payload = Encoding.UTF8.GetString(r.Body), header = r.Signature, secret = "whsec_sandbox", now }).ToList();

        var types = await StripePeer.RunAsync("verify.mjs", cases);
        var late = await StripePeer.RunAsync("verify.mjs", cases.Select(c => c with { now = now + 301 }).Take(1));

        Assert.Equal(
            ["customer.created", "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"],
            types.EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("StripeSignatureVerificationError", late[0].GetString());
    }

    private static async Task<string> SignAsync(string payload) => (await SignAsync(payload, Secret))[0];

    private static async Task<string[]> SignAsync(string payload, params string[] secrets)
    {
        var made = await StripePeer.RunAsync("sign.mjs", secrets.Select(secret => new { payload, secret, timestamp = Now.ToUnixTimeSeconds() }));
        return made.Deserialize<string[]>()!;
    }

    private static PaymentEvent Verify(string payload, string? header, DateTimeOffset? at = null, params string[] secrets) =>
        Verify(Encoding.UTF8.GetBytes(payload), header, at, secrets);

    private static PaymentEvent Verify(byte[] payload, string? header, DateTimeOffset? at, string[] secrets)
    {
        var options = new StripeOptions { ApiKey = "sk_test_1", WebhookSecrets = secrets.Length == 0 ? [Secret] : secrets };
        return new StripeEvents(options, new FakeClock(at ?? Now)).Verify(payload, header);
    }

    private static void AssertRefused(byte[] payload, string? header, DateTimeOffset? at = null, params string[] secrets)
    {
        var refused = Assert.Throws<PermanentException>(() => Verify(payload, header, at, secrets));
        Assert.Equal("payment_signature_refused", refused.Code);
    }
}
