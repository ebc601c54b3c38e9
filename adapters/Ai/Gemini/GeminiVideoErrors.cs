using System.Globalization;
using System.Net;
using Shortloop.Core;

namespace Shortloop.Adapters.Gemini;

/// <summary>What Gemini's statuses mean for who generates. The service's own message is left out: it may repeat part of the prompt.</summary>
internal static class GeminiVideoErrors
{
    public static WorkException From(HttpStatusCode status, WireError? error)
    {
        string detail = string.Create(CultureInfo.InvariantCulture, $"Gemini: {error?.Status ?? "no status"}, HTTP {(int)status}.");
        return (int)status switch
        {
            429 when GeminiErrors.IsOfTheDay(error) => new PermanentException("model_quota", $"The model service's quota is used up ({detail})"),
            429 => new TransientException("model_throttled", detail, GeminiErrors.DelayOf(error) ?? TimeSpan.FromMinutes(1)),
            408 or >= 500 => new TransientException("model_unavailable", detail),
            _ => new PermanentException("model_misconfigured", detail),
        };
    }
}
