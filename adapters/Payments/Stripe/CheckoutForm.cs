using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Stripe;

/// <summary>What Stripe is asked for when a checkout is opened.</summary>
internal static class CheckoutForm
{
    public static Dictionary<string, object?> For(CheckoutRequest request)
    {
        var monthly = request.Kind == CheckoutKind.Subscription;
        var form = new Dictionary<string, object?>
        {
            ["mode"] = monthly ? "subscription" : "payment",
            ["customer"] = request.CustomerId,
            ["client_reference_id"] = request.Reference,
            ["line_items"] = new object?[] { Line(request.Item, monthly) },
            ["metadata"] = request.Metadata,
            ["success_url"] = request.SuccessUrl,
            ["cancel_url"] = request.CancelUrl,
        };
        // A session's metadata stays with the session; what follows from it gets its own copy.
        form[monthly ? "subscription_data" : "payment_intent_data"] = new Dictionary<string, object?> { ["metadata"] = request.Metadata };
        return form;
    }

    private static Dictionary<string, object?> Line(CheckoutItem item, bool monthly) => item.PriceId is { } id
        ? new() { ["price"] = id, ["quantity"] = 1 }
        : new()
        {
            ["price_data"] = new Dictionary<string, object?>
            {
                ["currency"] = item.Price.Currency,
                ["unit_amount"] = item.Price.Minor,
                ["product_data"] = new Dictionary<string, object?> { ["name"] = item.Name },
                ["recurring"] = monthly ? new Dictionary<string, object?> { ["interval"] = "month" } : null,
            },
            ["quantity"] = 1,
        };
}
