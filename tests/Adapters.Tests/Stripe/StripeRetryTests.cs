using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Shortloop.Adapters.Stripe;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>What is sent, what is sent again and after which pause, seen from a scripted Stripe.</summary>
public sealed class StripeRetryTests
{
    private const string Customer = """{"id":"cus_1","object":"customer","email":null,"metadata":{}}""";

    private static readonly StripeOptions Options = new() { ApiKey = "sk_test_1", WebhookSecrets = ["whsec_1"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateCheckout_Request_IsFormWithBracketsVersionAndKey()
    {
        var script = new Script((200, """{"id":"cs_1","mode":"subscription","payment_status":"unpaid","status":"open","expires_at":1}""", null, null));

        await script.Payments().CreateCheckoutAsync(
            new CheckoutRequest(
                CheckoutKind.Subscription, "cus_1", "ref&1", new CheckoutItem("Pro ž", new Money(999, "usd")), new Dictionary<string, string> { ["tier"] = "pro" },
                new Uri("https://app.test/ok?s={CHECKOUT_SESSION_ID}"), new Uri("https://app.test/no")),
            "wish-1", Cancel);

        var sent = Assert.Single(script.Sent);
        Assert.Equal("POST https://api.stripe.com/v1/checkout/sessions", sent.Line);
        Assert.Equal(("2026-07-29.dahlia", "wish-1", "Bearer sk_test_1"), (sent.Version, sent.Key, sent.Authorization));
        Assert.Equal(
            "mode=subscription&customer=cus_1&client_reference_id=ref%261&line_items%5B0%5D%5Bprice_data%5D%5Bcurrency%5D=usd"
            + "&line_items%5B0%5D%5Bprice_data%5D%5Bunit_amount%5D=999&line_items%5B0%5D%5Bprice_data%5D%5Bproduct_data%5D%5Bname%5D=Pro%20%C5%BE"
            + "&line_items%5B0%5D%5Bprice_data%5D%5Brecurring%5D%5Binterval%5D=month&line_items%5B0%5D%5Bquantity%5D=1&metadata%5Btier%5D=pro"
            + "&success_url=https%3A%2F%2Fapp.test%2Fok%3Fs%3D%7BCHECKOUT_SESSION_ID%7D&cancel_url=https%3A%2F%2Fapp.test%2Fno"
            + "&subscription_data%5Bmetadata%5D%5Btier%5D=pro",
            sent.Body);
    }

    [Theory]
    [InlineData(500, null, 3)]
    [InlineData(503, null, 3)]
    [InlineData(409, null, 3)]
    [InlineData(429, null, 3)]
    [InlineData(0, null, 3)] // the connection breaks
    [InlineData(500, "false", 1)]
    [InlineData(429, "false", 1)]
    [InlineData(400, null, 1)]
    [InlineData(402, null, 1)]
    [InlineData(404, null, 1)]
    [InlineData(400, "true", 3)]
    public async Task Create_FailingForGood_IsTriedAsOftenAsItIsWorth_AlwaysWithTheSameKey(int status, string? should, int tries)
    {
        var script = new Script((status, "", should, null));

        await Assert.ThrowsAnyAsync<WorkException>(() => Create(script));

        Assert.Equal(tries, script.Sent.Count);
        Assert.All(script.Sent, s => Assert.Equal(("wish-1", script.Sent[0].Body), (s.Key, s.Body)));
    }

    [Fact]
    public async Task Create_FailingOnce_PausesAndSucceeds()
    {
        var script = new Script((500, "", null, null), (0, "", null, null), (200, Customer, null, null));

        Assert.Equal("cus_1", (await Create(script)).Id);

        Assert.Equal(2, script.Clock.Pauses.Count);
        Assert.InRange(script.Clock.Pauses[0].TotalMilliseconds, 375, 500);
        Assert.InRange(script.Clock.Pauses[1].TotalMilliseconds, 750, 1000);
    }

    [Fact]
    public async Task Create_ManyTries_PausesDoubleUpToTheLongest_AndVary()
    {
        var script = new Script((500, "", null, null));

        await Assert.ThrowsAsync<TransientException>(() => Create(script, Options with { Retries = 10 }));

        var pauses = script.Clock.Pauses.Select(p => p.TotalSeconds).ToList();
        Assert.Equal(10, pauses.Count);
        Assert.All(pauses.Skip(4), p => Assert.InRange(p, 3.75, 5));
        Assert.True(pauses.Skip(4).Distinct().Count() > 1, string.Join(", ", pauses));
    }

    [Fact]
    public async Task Create_RetryAfterThatCanBeWaitedFor_IsWaitedFor()
    {
        var script = new Script((429, "", null, 3), (200, Customer, null, null));

        await Create(script);

        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(script.Clock.Pauses));
    }

    [Fact]
    public async Task Create_RetryAfterThatIsTooLong_FailsAtOnceAndPassesItOn()
    {
        var script = new Script((429, "", null, 60), (200, Customer, null, null));

        var failed = await Assert.ThrowsAsync<TransientException>(() => Create(script));

        Assert.Equal(("payments_throttled", TimeSpan.FromSeconds(60)), (failed.Code, failed.RetryAfter));
        Assert.Empty(script.Clock.Pauses);
    }

    [Theory]
    [InlineData(400, "invalid_request_error", "payments_refused", false)]
    [InlineData(400, "idempotency_error", "payments_key_reused", false)]
    [InlineData(401, "invalid_request_error", "payments_misconfigured", false)]
    [InlineData(402, "card_error", "payments_refused", false)]
    [InlineData(403, "invalid_request_error", "payments_misconfigured", false)]
    [InlineData(404, "invalid_request_error", "payments_refused", false)]
    [InlineData(409, "invalid_request_error", "payments_unavailable", true)]
    [InlineData(424, "api_error", "payments_unavailable", true)]
    [InlineData(429, "invalid_request_error", "payments_throttled", true)]
    [InlineData(500, "api_error", "payments_unavailable", true)]
    [InlineData(503, null, "payments_unavailable", true)]
    public async Task Create_Refused_SaysWhichKindOfError(int status, string? type, string code, bool transient)
    {
        var body = type is null ? "<html>Bad gateway</html>" : $$$"""{"error":{"type":"{{{type}}}","code":"some_code","message":"Card 4242 4242 4242 4242 of mara@example.com, key sk_test_1."}}""";
        var script = new Script((status, body, null, null));

        var failed = await Assert.ThrowsAnyAsync<WorkException>(() => Create(script, Options with { Retries = 0 }));

        Assert.Equal((code, transient), (failed.Code, failed is TransientException));
        Assert.Contains("req_7", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4242", failed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("mara", failed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test_1", failed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"object":"customer"}""")]
    public async Task Create_UnreadableAnswer_MayHaveHappened(string body)
    {
        var failed = await Assert.ThrowsAsync<TransientException>(() => Create(new Script((200, body, null, null))));

        Assert.Equal("payments_unavailable", failed.Code);
    }

    [Fact]
    public async Task Create_NoAnswerInTime_IsUnavailable_ButTheCallersOwnCancellationIsNot()
    {
        var hanging = new Script((-1, "", null, null));
        using var gone = new CancellationTokenSource();
        var options = Options with { Retries = 0, CallTimeout = TimeSpan.FromSeconds(1) };

        var late = await Assert.ThrowsAsync<TransientException>(() => Create(hanging, options));
        var call = Create(new Script((-1, "", null, null)), Options, gone.Token);
        await gone.CancelAsync();

        Assert.Equal("payments_unavailable", late.Code);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("")]
    [InlineData("line\nbreak")]
    [InlineData("ž")]
    public async Task Create_KeyThatIsNone_IsRefusedWithoutACall(string key)
    {
        var script = new Script((200, Customer, null, null));

        await Assert.ThrowsAsync<PermanentException>(() =>
            script.Payments().CreateCustomerAsync(new NewPaymentCustomer(null, null, new Dictionary<string, string>()), key, Cancel));

        Assert.Empty(script.Sent);
    }

    private static Task<PaymentCustomer> Create(Script script, StripeOptions? options = null, CancellationToken? cancellation = null) =>
        script.Payments(options).CreateCustomerAsync(
            new NewPaymentCustomer("mara@example.com", null, new Dictionary<string, string>()), "wish-1", cancellation ?? Cancel);

    /// <summary>Answers in turn, the last one for ever: status (0: connection broken, -1: never), body, Stripe-Should-Retry, Retry-After in seconds.</summary>
    private sealed class Script(params (int Status, string Body, string? Should, int? After)[] answers) : HttpMessageHandler
    {
        public List<(string Line, string Body, string? Key, string? Version, string? Authorization)> Sent { get; } = [];

        public HastyClock Clock { get; } = new();

        public StripePayments Payments(StripeOptions? options = null) =>
            new(new HttpClient(this) { Timeout = Timeout.InfiniteTimeSpan }, options ?? Options, Clock, NullLogger<StripePayments>.Instance);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            string? Header(string name) => request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
            var (status, body, should, after) = answers[Math.Min(Sent.Count, answers.Length - 1)];
            Sent.Add((
                $"{request.Method} {request.RequestUri}", request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellation),
                Header("Idempotency-Key"), Header("Stripe-Version"), request.Headers.Authorization?.ToString()));
            if (status == 0)
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            if (status < 0)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
            reply.Headers.Add("Request-Id", "req_7");
            if (should is not null)
                reply.Headers.Add("Stripe-Should-Retry", should);
            if (after is { } seconds)
                reply.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            return reply;
        }
    }

    /// <summary>Remembers the pauses and doesn't make them. Time limits of calls (10 s and more, or exactly 1 s) are real.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.FromSeconds(10) || dueTime == TimeSpan.FromSeconds(1))
                return base.CreateTimer(callback, state, dueTime, period);
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
