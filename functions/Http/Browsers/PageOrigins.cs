using Shortloop.Core.Accounts;

namespace Shortloop.Functions.Http.Browsers;

/// <summary>Whose pages may call the API from a browser: our own, and those an operator lists. Listed ones may also send their visitors' cookies.</summary>
/// <param name="Listed">Origins exactly as browsers write them, such as <c>https://app.example</c>.</param>
public sealed record PageOrigins(PublicAddress Address, IReadOnlyList<string> Listed)
{
    private readonly string _own = Address.Base.GetLeftPart(UriPartial.Authority);

    public bool IsOwn(string origin) => string.Equals(origin, _own, StringComparison.OrdinalIgnoreCase);

    public bool IsListed(string origin) => Listed.Contains(origin, StringComparer.OrdinalIgnoreCase);

    public bool IsTrusted(string origin) => IsOwn(origin) || IsListed(origin);

    /// <summary>From configuration: origins, separated by spaces or commas.</summary>
    /// <exception cref="FormatException">Says what is wrong with it.</exception>
    public static IReadOnlyList<string> Parse(string? text)
    {
        string[] origins = (text ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (string origin in origins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")
                || !string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase))
                throw new FormatException($"'{origin}' is not an origin. Write it as https://app.example, without a path or a final slash; there is no wildcard.");
        return origins;
    }
}
