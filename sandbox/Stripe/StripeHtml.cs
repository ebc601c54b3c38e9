using System.Globalization;

namespace Shortloop.Sandbox.Stripe;

internal static class StripeHtml
{
    public static string Money(long minor, string? currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{minor / 100m:0.00} {currency?.ToUpperInvariant()}");

    public static string Day(long unixSeconds) => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
