using System.Text.Json;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>Stripe's own client finds its way around the sandbox: the stand-in's shape is not just what our client happens to read.</summary>
public sealed class StripePeerTests
{
    [Fact]
    public async Task Pack_ByStripesOwnClient_IsPaidAndRefundedInPart()
    {
        var tour = await TourAsync("pack");

        var (session, done) = (tour.GetProperty("session"), tour.GetProperty("done"));
        Assert.Equal(("open", "unpaid", "hosted_page"), (Text(session, "status"), Text(session, "payment_status"), Text(session, "ui_mode")));
        Assert.Equal($"https://app.test/ok?s={Text(session, "id")}", Text(tour.GetProperty("way"), "location"));
        Assert.Equal(("complete", "paid"), (Text(done, "status"), Text(done, "payment_status")));
        Assert.Equal("10 credits", Text(done.GetProperty("line_items").GetProperty("data")[0], "description"));
        Assert.Equal("mara@example.com", Text(done.GetProperty("customer"), "email"));
        var charge = tour.GetProperty("charge");
        Assert.Equal((500, 200, false), (Number(charge, "amount"), Number(charge, "amount_refunded"), charge.GetProperty("refunded").GetBoolean()));
        Assert.Equal(Text(tour.GetProperty("refund"), "id"), Text(charge.GetProperty("refunds").GetProperty("data")[0], "id"));
        Assert.Equal("org-1", Text(charge.GetProperty("metadata"), "organisation"));
        Assert.Equal(
            ["charge.refunded", "refund.created", "checkout.session.completed", "payment_intent.succeeded", "charge.succeeded", "payment_intent.created", "customer.created"],
            tour.GetProperty("events").EnumerateArray().Select(e => e.GetString()));
        Assert.StartsWith("req_", Text(tour, "requestId"), StringComparison.Ordinal);
        Assert.Equal("2026-07-29.dahlia", Text(tour, "version"));
    }

    [Fact]
    public async Task Subscription_ByStripesOwnClient_IsPaidCancelledAndEnded()
    {
        var tour = await TourAsync("subscription");

        var subscription = tour.GetProperty("done").GetProperty("subscription");
        var item = subscription.GetProperty("items").GetProperty("data")[0];
        var invoice = subscription.GetProperty("latest_invoice");
        Assert.Equal(("active", "pro"), (Text(subscription, "status"), Text(subscription.GetProperty("metadata"), "tier")));
        Assert.Equal(30 * 86400, Number(item, "current_period_end") - Number(item, "current_period_start"));
        Assert.Equal(("paid", "subscription_create", 999), (Text(invoice, "status"), Text(invoice, "billing_reason"), Number(invoice, "amount_paid")));
        Assert.Equal(Text(subscription, "id"), Text(invoice.GetProperty("parent").GetProperty("subscription_details"), "subscription"));
        Assert.Equal("paid", Text(tour.GetProperty("done").GetProperty("invoice").GetProperty("payments").GetProperty("data")[0], "status"));
        Assert.True(tour.GetProperty("cancelled").GetProperty("cancel_at_period_end").GetBoolean());
        Assert.Equal("canceled", Text(tour.GetProperty("ended"), "status"));
        Assert.Equal((0, 1, 1), (Number(tour, "listed"), Number(tour, "all"), Number(tour, "invoices")));
    }

    [Fact]
    public async Task Errors_ByStripesOwnClient_AreOfTheKindsItKnows()
    {
        var tour = await TourAsync("errors");

        Assert.True(tour.GetProperty("sameObject").GetBoolean());
        Assert.Equal("true", Text(tour, "replayed"));
        Assert.Equal(("StripeIdempotencyError", 400, null, null), Error(tour, "reused"));
        Assert.Equal(("StripeAuthenticationError", 401, null, null), Error(tour, "wrongKey"));
        Assert.Equal(("StripeInvalidRequestError", 404, "resource_missing", "id"), Error(tour, "missing"));
        Assert.Equal(("StripeInvalidRequestError", 400, "resource_missing", "line_items[0][price]"), Error(tour, "noPrice"));
        Assert.Equal(("StripeInvalidRequestError", 400, "parameter_unknown", "colour"), Error(tour, "unknown"));
        Assert.Equal(("StripeInvalidRequestError", 400, "parameter_missing", "success_url"), Error(tour, "noSuccessUrl"));
    }

    private static async Task<JsonElement> TourAsync(string tour)
    {
        await using var bench = await StripeBench.StartAsync();
        return await StripePeer.RunAsync("tour.mjs", new { address = bench.Sandbox.App.Stripe, key = "sk_test_sandbox", tour });
    }

    private static (string? Name, long Status, string? Code, string? Param) Error(JsonElement tour, string name) => tour.GetProperty(name) is var e
        ? (Text(e, "name"), Number(e, "status"), Text(e, "code"), Text(e, "param"))
        : default;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();
}
