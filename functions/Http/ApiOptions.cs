using System.Globalization;
using Shortloop.Functions.Http.Browsers;
using Shortloop.Functions.Http.Limits;

namespace Shortloop.Functions.Http;

/// <summary>What an operator may set about the API; the same names on every host.</summary>
/// <param name="AllowedOrigins"><c>SHORTLOOP_ALLOWED_ORIGINS</c>: whose pages may call from a browser, besides our own.</param>
/// <param name="Limits"><c>SHORTLOOP_LIMITS</c>: see <see cref="RequestLimits.Parse"/>.</param>
/// <param name="Proxies"><c>SHORTLOOP_PROXIES</c>: see <see cref="ClientAddresses"/>.</param>
public sealed record ApiOptions(IReadOnlyList<string> AllowedOrigins, RequestLimits Limits, int Proxies)
{
    /// <param name="proxies">How many stand in front of this host if nothing is set.</param>
    /// <exception cref="FormatException">Names the setting and what is wrong with it.</exception>
    public static ApiOptions Read(Func<string, string?> setting, int proxies)
    {
        return new ApiOptions(
            Of("SHORTLOOP_ALLOWED_ORIGINS", PageOrigins.Parse), Of("SHORTLOOP_LIMITS", RequestLimits.Parse), Of("SHORTLOOP_PROXIES", Number));

        T Of<T>(string name, Func<string?, T> parse)
        {
            try
            {
                return parse(setting(name));
            }
            catch (FormatException error)
            {
                throw new FormatException($"{name}: {error.Message}", error);
            }
        }

        int Number(string? text) => text is not { Length: > 0 } ? proxies
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 10 ? number
            : throw new FormatException($"'{text}' is not a number from 0 to 10.");
    }
}
