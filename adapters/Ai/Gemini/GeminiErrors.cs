using System.Globalization;
using System.Net;
using Shortloop.Core;

namespace Shortloop.Adapters.Gemini;

/// <summary>What Gemini's statuses mean for a caption source.</summary>
internal static class GeminiErrors
{
    public static WorkException From(HttpStatusCode status, WireError? error)
    {
        string detail = $"Gemini: {error?.Status ?? "no status"}, HTTP {((int)status).ToString(CultureInfo.InvariantCulture)}. {error?.Message}";
        if (status == HttpStatusCode.TooManyRequests)
        {
            TimeSpan? after = DelayOf(error);
            return IsOfTheDay(error)
                ? new TransientException("source_quota", detail, after ?? TimeSpan.FromHours(1))
                : new TransientException("source_throttled", detail, after ?? TimeSpan.FromMinutes(1));
        }

        return (int)status >= 500 || status == HttpStatusCode.RequestTimeout
            ? new TransientException("source_unavailable", detail)
            : new PermanentException("source_misconfigured", detail);
    }

    /// <summary>It stands in the body, such as "31s"; null: it doesn't.</summary>
    public static TimeSpan? DelayOf(WireError? error)
    {
        string? delay = (error?.Details ?? []).Select(d => d.RetryDelay).FirstOrDefault(d => d is not null);
        return double.TryParse(delay?.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>The quota of a day, which no minute gives back.</summary>
    public static bool IsOfTheDay(WireError? error) =>
        (error?.Details ?? []).Any(d => d.Violations?.Any(v => v.QuotaId?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) == true) == true);
}
