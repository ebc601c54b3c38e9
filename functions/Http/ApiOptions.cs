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
    /// <exception cref="FormatException">Names each setting that can't be used, a line each, and what is wrong with it.</exception>
    public static ApiOptions Read(Func<string, string?> setting, int proxies)
    {
        var problems = new List<string>();
        var options = new ApiOptions(
            Of("SHORTLOOP_ALLOWED_ORIGINS", PageOrigins.Parse)!, Of("SHORTLOOP_LIMITS", RequestLimits.Parse)!, Of("SHORTLOOP_PROXIES", Number));
        return problems.Count == 0 ? options : throw new FormatException(string.Join(Environment.NewLine, problems));

        T? Of<T>(string name, Func<string?, T> parse)
        {
            try
            {
                return parse(setting(name));
            }
            catch (FormatException error)
            {
                problems.Add($"{name}: {error.Message}");
                return default;
            }
        }

        int Number(string? text) => text is not { Length: > 0 } ? proxies
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= 10 ? number
            : throw new FormatException($"'{text}' is not a number from 0 to 10.");
    }
}
