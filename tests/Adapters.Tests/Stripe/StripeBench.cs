using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Stripe;
using Shortloop.Adapters.Tests.Sandbox;
using Shortloop.Core.Ports;
using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>Our client against a sandbox of its own, whose webhooks come to a receiver of its own.</summary>
internal sealed class StripeBench : IAsyncDisposable
{
    private readonly HttpClient _http = StripePayments.CreateHttpClient();

    private StripeBench(RunningSandbox sandbox, StripeReceiver receiver)
    {
        (Sandbox, Receiver) = (sandbox, receiver);
        Options = new StripeOptions
        {
            ApiKey = "sk_test_sandbox",
            WebhookSecrets = ["whsec_sandbox"],
            ApiBase = sandbox.App.Stripe,
            FirstPause = TimeSpan.Zero,
        };
        Payments = PaymentsWith(Options);
        receiver.Clock = () => Machine.GetUtcNow();
    }

    /// <summary>The machine's clock, which a jump of the sandbox's own doesn't move; signatures go by it.</summary>
    private static TimeProvider Machine => RunningSandbox.Machine;

    public RunningSandbox Sandbox { get; }

    public StripeReceiver Receiver { get; }

    public StripeOptions Options { get; }

    public StripePayments Payments { get; }

    public LinesOf<StripePayments> Log { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StripeBench> StartAsync()
    {
        var receiver = await StripeReceiver.StartAsync();
        return new StripeBench(await RunningSandbox.StartAsync(new SandboxSettings { StripeWebhookUrl = receiver.Url, StripeTransferSeconds = 60 }), receiver);
    }

    /// <summary>The same after the sandbox was restarted, which may have given it another port.</summary>
    public StripeBench Reconnected() => new(Sandbox, Receiver);

    public StripePayments PaymentsWith(StripeOptions options) => new(_http, options, Sandbox.App.Clock, Log);

    public Task<PaymentCustomer> CustomerAsync(string key = "customer-1") =>
        Payments.CreateCustomerAsync(new NewPaymentCustomer("mara@example.com", "Mara", Organisation), key, Cancel);

    public static Dictionary<string, string> Organisation => new() { ["organisation"] = "org-1" };

    public static CheckoutRequest Pack(string customer) => new(
        CheckoutKind.Pack, customer, "purchase-1", new CheckoutItem("10 credits", new Money(500, "usd")), Organisation,
        new Uri("https://app.test/ok?s={CHECKOUT_SESSION_ID}"), new Uri("https://app.test/no"));

    public static CheckoutRequest Monthly(string customer) => Pack(customer) with
    {
        Kind = CheckoutKind.Subscription,
        Item = new CheckoutItem("Pro", new Money(999, "usd")),
    };

    public async Task<PaymentCheckout> OpenAsync(Func<string, CheckoutRequest> request) =>
        await Payments.CreateCheckoutAsync(request((await CustomerAsync()).Id), "checkout-1", Cancel);

    /// <summary>What the person on the hosted page does.</summary>
    /// <returns>Where the page sends them, or null when it stays.</returns>
    public async Task<Uri?> DecideAsync(Uri page, string decision, string? subscription = null)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["decision"] = decision, ["subscription"] = subscription ?? "" });
        using var reply = await Sandbox.Http.PostAsync(page, form, Cancel);
        return reply.Headers.Location;
    }

    public async Task<PaymentCheckout> PaidAsync(Func<string, CheckoutRequest> request)
    {
        var open = await OpenAsync(request);
        await DecideAsync(open.Url!, "pay");
        return (await Payments.GetCheckoutAsync(open.Id, Cancel))!;
    }

    /// <summary>Time passes, once nothing is on its way any more: a jump in the middle of a delivery would make its signature old.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await DeliverAsync();
        Sandbox.App.Clock.Advance(time);
    }

    /// <summary>Returns when all webhooks that are due have been tried.</summary>
    public async Task DeliverAsync()
    {
        using var reply = await Sandbox.Http.PostAsJsonAsync(Sandbox.At("_sandbox/webhooks/deliver"), new { }, Cancel);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>All that has come by webhook since the last time, verified as at its arrival, in that order.</summary>
    public async Task<List<PaymentEvent>> ReceivedAsync()
    {
        await DeliverAsync();
        var events = new List<PaymentEvent>();
        while (Receiver.Received.TryDequeue(out var item))
            events.Add(new StripeEvents(Options, new FakeClock(item.At)).Verify(item.Body, item.Signature));
        return events;
    }

    /// <summary>A call of somebody else with the same key: the dashboard's.</summary>
    public async Task<JsonElement> PostAsync(string path, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Sandbox.At("stripe/v1/" + path)) { Content = new FormUrlEncodedContent(form) };
        return await SendAsync(request);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Sandbox.At("stripe/v1/" + path));
        return await SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Sandbox.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Authorization = new("Bearer", "sk_test_sandbox");
        using var reply = await Sandbox.Http.SendAsync(request, Cancel);
        return JsonElement.Parse(await reply.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>What was logged, as text.</summary>
    public sealed class LinesOf<T> : ILogger<T>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
                _lines.Add(formatter(state, exception) + exception);
        }
    }
}
